"""Draws a result of the suite: pictures and the page of tables that docs/performance.md shows."""

import argparse
import csv
import sys
from pathlib import Path

from measuring import building, goals, ranks, results, scaling, svg
from measuring.failure import Failure

FOLDER = building.ROOT / "docs" / "performance"
PUBLISHED = building.ROOT / "bench" / "peers" / "published.csv"


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="bench/plots", description="Draws pictures and tables of a result of bench/suite: results.md "
        "and SVG files, the same bytes for the same result.")
    parser.add_argument("result", nargs="?", type=Path, default=building.FOLDER / "suite.json")
    parser.add_argument("--out", metavar="DIR", type=Path, default=FOLDER, help="folder (docs/performance)")
    return parser.parse_args(argv)


def middle(group, key):
    values = [entry[key] for entry in group if key in entry]
    return ranks.median(values) if values else None


def times_of(group):
    return [results.seconds(entry) for entry in group]


def published():
    with open(PUBLISHED, newline="") as rows:
        return list(csv.DictReader(row for row in rows if not row.startswith("#")))


def work_and_error(groups):
    """Time against error at 1 h: this program's P100 runs and what others are known for."""
    points = [(float(row["error_1h"]), float(row["wall_s"]), row["solver"], svg.OTHERS)
              for row in published() if row["error_1h"] and row["wall_s"]]
    most = max((results.workers(group[0]) or 0 for group in groups.values()), default=0)
    for name, group in groups.items():
        error = middle(group, "error_1h")
        if error and (results.workers(group[0]) == most or name.startswith("peers/")):
            label = name.split("/")[1].removeprefix("BM_") if not name.startswith("peers/") else group[0]["run_name"]
            points.append((error, ranks.median(times_of(group)), label,
                           svg.OTHERS if name.startswith("peers/") else svg.OURS))
    if not any(point[3] == svg.OURS for point in points):
        return None
    return svg.scatter("P100: time of three snapshots against their error at 1 h", points,
                       "relative L2 error at 1 h", "wall time, s")


def shares(groups):
    """The roofline line: how near each kernel comes to the bound measured in turn with it."""
    rows = []
    for name, group in groups.items():
        for key, bound in (("fma_share", "of FMA peak"), ("bandwidth_share", "of in-place bandwidth")):
            share = middle(group, key)
            if share is not None:
                label = name.split("/", 1)[1].removeprefix("BM_").removesuffix("/real_time")
                values = [100.0 * entry[key] for entry in group if key in entry]
                away = results.spread(values)
                rows.append((f"{label} {bound}", 100.0 * share, None if away is None else away * 100.0 * share,
                             svg.OURS))
    if not rows:
        return None
    return svg.bars("Share of the bound measured in turn in the same process", rows, "%", [(100.0, "bound")])


def efficiencies(found):
    rows = []
    for name, counts in found.items():
        one = scaling.row(name, counts)
        most = max(one["times"])
        label = name.removeprefix("BM_").removesuffix("/real_time").replace("/BM_", " ")
        rows.append((f"{label} ({most} threads)", 100.0 * one["efficiency"],
                     None if one["efficiency_error"] is None else 100.0 * one["efficiency_error"],
                     svg.OTHERS if name.startswith("bounds/") else svg.OURS))
    if not rows:
        return None
    return svg.bars("Parallel efficiency (grey: the machine's own bounds)", rows, "%", [(95.0, "goal 95 %")])


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def figure(value, unit):
    return "" if value is None else f"{value:.3g} {unit}".rstrip()


def goal_table(result):
    return markdown(("goal", "figure", "wanted", "", "what bounds it"),
                    [(goal, figure(value, unit), wanted, outcome, bound)
                     for goal, value, unit, wanted, outcome, bound in goals.judged(result)])


def benchmark_table(groups):
    rows = []
    for name, group in groups.items():
        away = results.spread(times_of(group))
        rates = [middle(group, key) for key in ("items_per_second", "bytes_per_second", "flops")]
        share = middle(group, "fma_share") or middle(group, "bandwidth_share")
        errors = [f"{value:.2g}" for key, value in group[0].items()
                  if key.startswith("error_") and isinstance(value, (int, float)) and key != "error_occurred"]
        rows.append((f"`{name.removesuffix('/real_time').replace('|', ' ')}`",
                     results.time_text(ranks.median(times_of(group))),
                     "" if away is None else f"{100 * away:.1f} %",
                     *("" if rate is None else results.rate_text(rate).strip() for rate in rates),
                     "" if share is None else f"{100 * share:.0f} %", " / ".join(errors),
                     group[0].get("digest", "")[:8]))
    return markdown(("benchmark", "median", "+-", "items/s", "B/s", "flop/s", "of bound", "error", "digest"), rows)


def scaling_table(found):
    rows = []
    for name, counts in found.items():
        one = scaling.row(name, counts)
        rows.append((f"`{name.removesuffix('/real_time')}`", "weak" if one["weak"] else "strong",
                     ", ".join(f"{threads}: {results.time_text(value)}" for threads, value in one["times"].items()),
                     scaling.number(one["efficiency"], one["efficiency_error"]),
                     scaling.number(one["serial"], one["serial_error"]), scaling.digest_word(one["digests"])))
    return markdown(("benchmark", "kind", "threads: time", "efficiency %", "serial fraction %", "digest"), rows)


def page(result, groups, found, pictures):
    about = result["context"]["mesogrid"]
    machine = about["machine"]
    settings = about["settings"]
    parts = ["# Results of the benchmark suite",
             "Generated by `bench/plots` from a result of `bench/suite`; [performance.md](../performance.md) says how "
             "to read it.",
             f"{machine['processor']}, {machine['cores']} cores, caches "
             + ", ".join(f"{level} {size}" for level, size in machine["caches"].items())
             + f"; {about['compiler']}, `{' '.join(about['flags'].split())}`; commit {about['commit']}"
             + (" with changes in bench/" if about["bench_changed"] else "")
             + f"; {settings.get('repetitions', '?')} repetitions, load {machine.get('load', 0.0):.1f} at the end.",
             *(["**A quick run: it shows that everything runs; its times are not to be trusted.**"]
               if settings.get("quick") else []),
             "## Goals", goal_table(result)]
    titles = {"work_and_error": "Time against error", "shares": "Share of the bounds", "efficiency": "Efficiency"}
    for name in pictures:
        parts += [f"## {titles[name]}", f"![{titles[name]}]({name}.svg)"]
    parts += ["## Scaling", scaling_table(found), "## Every benchmark", benchmark_table(groups)]
    return "\n\n".join(parts) + "\n"


def draw(result, folder):
    """Writes what the result has numbers for, and says what it had none for."""
    groups = results.by_name(result["benchmarks"])
    found, _ = scaling.families(result)
    pictures = {"work_and_error": work_and_error(groups), "shares": shares(groups), "efficiency": efficiencies(found)}
    for name in [name for name, picture in pictures.items() if picture is None]:
        print(f"bench/plots: note: nothing in the result for {name}.svg", file=sys.stderr)
        del pictures[name]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            (folder / f"{name}.svg").write_text(picture)
        (folder / "results.md").write_text(page(result, groups, found, pictures))
    except OSError as fault:
        raise Failure(f"{folder} cannot be written: {fault.strerror}") from None
    made = [f"{name}.svg" for name in pictures] + ["results.md"]
    print(f"bench/plots: {', '.join(made)} in {folder}", file=sys.stderr)


def main(argv):
    asked = arguments(argv)
    draw(results.load(asked.result), asked.out)
    return 0
