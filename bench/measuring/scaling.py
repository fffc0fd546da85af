"""Strong and weak scaling over threads from one run of the suite, and that results stay the same."""

import argparse
import re
import sys
from pathlib import Path

from measuring import building, ranks, results, running, scaling_fit, suite
from measuring.failure import Failure

DEFAULT_OUT = building.ROOT / "build" / "bench" / "scaling.json"


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="bench/scaling", description="Runs every benchmark that says how many threads it computed "
        "with, or reads a result of bench/suite, and tells efficiency and serial fraction. Exit code: 1 "
        "where a result depends on the number of threads, 2 where nothing can be told.",
        epilog="strong: efficiency t(1)/(p t(p)), serial fraction of Amdahl's law. weak (names with Weak: "
        "work grows with the threads): efficiency t(1)/t(p). +-: standard error by bootstrap over repetitions.")
    parser.add_argument("result", nargs="?", type=Path, help="read this result of bench/suite; run nothing")
    parser.add_argument("--filter", metavar="REGEX", help='only benchmarks whose "program/name" it matches')
    parser.add_argument("--repetitions", type=int, default=10)
    parser.add_argument("--min-time", type=float, default=0.2)
    parser.add_argument("--no-build", action="store_true", help="run the programs as they are")
    parser.add_argument("--out", metavar="FILE", type=Path, default=DEFAULT_OUT, help="result file of the runs")
    return parser.parse_args(argv)


def measured(asked):
    if asked.result:
        return results.load(asked.result)
    argv = ["--repetitions", str(asked.repetitions), "--min-time", str(asked.min_time), "--out", str(asked.out)]
    asked_suite = suite.arguments(argv + (["--filter", asked.filter] if asked.filter else []))
    if not asked.no_build:
        suite.tell("building (log: build/bench.log) ...")
        building.build()
    chosen = [(program, [name for name in names if family_of(name)])
              for program, names in suite.choose(building.programs(), running.compiled(asked.filter))]
    contexts, entries, faults = suite.run_all([pair for pair in chosen if pair[1]], asked_suite)
    if faults or not entries:
        raise Failure(f"{', '.join(faults) or 'nothing'} did not run to its end" if faults else "nothing ran", 1)
    result = results.make(contexts, entries, {"repetitions": asked.repetitions, "min_time": asked.min_time,
                                              "quick": False, "filter": asked.filter, "failed": []})
    results.save(result, asked.out)
    return result


def family_of(name):
    """(name with * for its first argument, that argument), the place where the thread count stands;
    None for a name whose first argument is no number."""
    match = re.fullmatch(r"([^/]+)/(threads:)?(\d+)((?:/.*)?)", name)
    if not match:
        return None
    return f"{match[1]}/{match[2] or ''}*{match[4]}", int(match[3])


def families(result, pattern=None):
    """"program/family" -> {threads: entries}: what says that it computed with as many threads as its
    first argument, for more than one number."""
    found, silent = {}, set()
    for name, group in results.by_name(result["benchmarks"]).items():
        if pattern is not None and not pattern.search(name):
            continue
        family = family_of(group[0]["run_name"])
        if family is None:
            continue
        if results.workers(group[0]) != family[1]:
            silent.add(f"{group[0]['program']}/{family[0]}")
            continue
        found.setdefault(f"{group[0]['program']}/{family[0]}", {})[family[1]] = group
    several = {name: counts for name, counts in found.items() if len(counts) > 1}
    return several, silent - set(several)


def row(name, counts):
    """One line of the table as values."""
    samples = {threads: [results.seconds(entry) for entry in group] for threads, group in sorted(counts.items())}
    times = {threads: ranks.median(values) for threads, values in samples.items()}
    least, most = min(times), max(times)
    weak = "Weak" in name

    def efficiency(medians):
        gain = medians[least] / medians[most]
        return gain if weak else gain * least / most

    digests = {entry.get("digest") for group in counts.values() for entry in group}
    return {"name": name, "weak": weak, "times": times, "efficiency": efficiency(times),
            "efficiency_error": scaling_fit.resampled(samples, efficiency),
            "serial": None if weak else scaling_fit.amdahl(times),
            "serial_error": None if weak else scaling_fit.resampled(samples, scaling_fit.amdahl),
            "misfit": None if weak or len(times) < 3 else scaling_fit.misfit(times),
            "digests": digests}


def digest_word(digests):
    if digests == {None}:
        return "none given"
    return "same" if len(digests) == 1 else "DIFFERENT"


def number(value, error):
    if value is None:
        return ""
    text = f"{100.0 * value:.1f}"
    return f"{text} +- {100.0 * error:.1f}" if error is not None else text


def table(rows):
    lines = [f"{'benchmark':52} {'kind':6} {'threads: time':34} {'efficiency %':>14} {'serial %':>14}  digest"]
    for one in rows:
        times = ", ".join(f"{threads}: {results.time_text(value)}" for threads, value in one["times"].items())
        lines.append(f"{one['name']:52} {'weak' if one['weak'] else 'strong':6} {times:34} "
                     f"{number(one['efficiency'], one['efficiency_error']):>14} "
                     f"{number(one['serial'], one['serial_error']):>14}  {digest_word(one['digests'])}")
        if one["misfit"] is not None and one["misfit"] > 0.1:
            lines.append(f"{'':52} (Amdahl's law misses a time by {100.0 * one['misfit']:.0f} %: memory or clock "
                         "bound it, not a serial part)")
    return "\n".join(lines)


def main(argv):
    asked = arguments(argv)
    pattern = running.compiled(asked.filter)
    found, silent = families(measured(asked), pattern)
    if not found:
        raise Failure("no benchmark here says that it ran with more than one number of threads "
                      "(counter `workers` equal to its first argument; bench/report_result.hpp)")
    rows = [row(name, counts) for name, counts in found.items()]
    print(table(rows))
    for name in sorted(silent):
        print(f"bench/scaling: note: {name} is left out: it does not say with how many threads it ran",
              file=sys.stderr)
    differing = [one["name"] for one in rows if digest_word(one["digests"]) == "DIFFERENT"]
    for name in differing:
        print(f"bench/scaling: error: {name}: results depend on the number of threads", file=sys.stderr)
    return 1 if differing else 0
