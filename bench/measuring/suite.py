"""Runs the suite: every program under bench/programs of the build, found and not listed."""

import argparse
import shlex
import sys
import time
from pathlib import Path

from measuring import building, peers, ranks, results, running
from measuring.failure import Failure

DEFAULT_OUT = building.ROOT / "build" / "bench" / "suite.json"
LIMIT = 3600  # s, of one program
QUICK_MIN_TIME = 0.001  # s: one iteration of most; nothing is left out


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="bench/suite", description="Builds the bench preset, runs every benchmark program and "
        "writes one result file for bench/compare, bench/scaling and bench/plots.")
    parser.add_argument("--filter", metavar="REGEX", help='only benchmarks whose "program/name" it matches')
    parser.add_argument("--out", metavar="FILE", type=Path, default=DEFAULT_OUT,
                        help="result file (build/bench/suite.json)")
    parser.add_argument("--repetitions", metavar="N", type=int, help="of each benchmark (10; quick: 1)")
    parser.add_argument("--min-time", metavar="S", type=float,
                        help="least time of one repetition, s (0.2; quick: 0.001)")
    parser.add_argument("--quick", action="store_true",
                        help="one short repetition of everything, for CI: shows that all run, no timing to trust")
    parser.add_argument("--list", action="store_true", help="name the benchmarks and stop")
    parser.add_argument("--under", metavar="COMMAND", type=shlex.split, default=[],
                        help="put this before every program, e.g. 'taskset -c 0,1'")
    parser.add_argument("--no-build", action="store_true", help="run the programs as they are")
    parser.add_argument("--build-folder", metavar="DIR", type=Path,
                        help="run the programs of this build folder, as they are")
    parser.add_argument("--peers", action="store_true",
                        help="run the adapters of other solvers too (bench/peers)")
    parser.add_argument("--plots", action="store_true", help="then draw: as bench/plots FILE")
    asked = parser.parse_args(argv)
    asked.repetitions = asked.repetitions or (1 if asked.quick else 10)
    asked.min_time = asked.min_time or (QUICK_MIN_TIME if asked.quick else 0.2)
    if asked.repetitions < 1 or asked.min_time <= 0.0:
        raise Failure("--repetitions and --min-time must be positive")
    return asked


def tell(text, end="\n"):
    print(text, end=end, file=sys.stderr, flush=True)


def choose(programs, pattern):
    """(program, names) of everything that the filter selects."""
    chosen = [(program, running.selected(program, pattern)) for program in programs]
    chosen = [(program, names) for program, names in chosen if names]
    if not chosen:
        raise Failure("no benchmark matches --filter; bench/suite --list names them")
    return chosen


def run_all(chosen, asked):
    """(contexts, entries, faults); a program that fails does not keep the others from running."""
    contexts, entries, faults = {}, [], []
    for number, (program, names) in enumerate(chosen, 1):
        tell(f"[{number}/{len(chosen)}] {program.name}: {len(names)} benchmarks ...", end="")
        try:
            context, some, took = running.run_program(
                program, names, asked.repetitions, asked.min_time, LIMIT, asked.under)
        except Failure as fault:
            tell(" FAILED")
            tell(f"bench/suite: error: {fault}")
            faults.append(program.name)
            continue
        contexts[program.name] = context
        entries += some
        tell(f" {took:.1f} s")
    return contexts, entries, faults


def summary(entries):
    """One line for each benchmark."""
    lines = [f"{'benchmark':58} {'median':>9} {'+-':>6} {'items/s':>8} {'bytes/s':>8} {'of bound':>8}  worst error"]
    for name, group in results.by_name(entries).items():
        times = [results.seconds(entry) for entry in group]
        away = results.spread(times)

        def middle(key):
            values = [entry[key] for entry in group if key in entry]
            return ranks.median(values) if values else None

        share = middle("bandwidth_share") or middle("fma_share")
        errors = [group[0][key] for key in group[0] if key.startswith("error_") and key != "error_occurred"
                  and isinstance(group[0][key], (int, float))]
        lines.append(
            f"{name:58} {results.time_text(ranks.median(times)):>9} "
            f"{'' if away is None else f'{100 * away:.1f} %':>6} "
            f"{'' if middle('items_per_second') is None else results.rate_text(middle('items_per_second')):>8} "
            f"{'' if middle('bytes_per_second') is None else results.rate_text(middle('bytes_per_second')):>8} "
            f"{'' if share is None else f'{100 * share:.0f} %':>8}  "
            f"{f'{max(errors):.2g}' if errors else ''}".rstrip())
    return "\n".join(lines)


def unsteady_digests(entries):
    """Benchmarks whose repetitions did not give the same bits."""
    return [name for name, group in results.by_name(entries).items()
            if len({entry.get("digest") for entry in group}) > 1]


def main(argv):
    asked = arguments(argv)
    began = time.monotonic()
    if not (asked.no_build or asked.build_folder):
        tell("building (log: build/bench.log) ...")
        building.build()
    programs = building.programs(asked.build_folder)
    chosen = choose(programs, running.compiled(asked.filter))
    if asked.list:
        print("\n".join(f"{program.name}/{name}" for program, names in chosen for name in names))
        return 0
    contexts, entries, faults = run_all(chosen, asked)
    if not entries:
        raise Failure("nothing ran to its end", code=1)
    settings = {"repetitions": asked.repetitions, "min_time": asked.min_time, "quick": asked.quick,
                "filter": asked.filter, "under": asked.under, "failed": faults}
    if asked.peers:
        settings["peers"] = peers.run_all(entries, tell)
    result = results.make(contexts, entries, settings)
    results.save(result, asked.out)
    print(summary(entries))
    tell(f"{asked.out} written after {time.monotonic() - began:.0f} s; digest of all results "
         f"{result['context']['mesogrid']['digest'][:16]}")
    for name in unsteady_digests(entries):
        tell(f"bench/suite: error: {name} gave different bits in its repetitions")
        faults.append(name)
    if asked.plots:
        from measuring import plots
        plots.draw(result, plots.FOLDER)
    return 1 if faults else 0
