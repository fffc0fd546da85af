"""Decides per benchmark whether B is faster or slower than A, the same, or whether nobody can tell."""

import argparse
import sys
from pathlib import Path

from measuring import machine, ranks, results
from measuring.failure import Failure

BOUNDS = "bounds"  # the program that measures the machine, not this project


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="bench/compare", description="Compares two results of bench/suite. Exit code: 0 nothing "
        "got slower, 1 something did, 2 the two cannot be compared.",
        epilog="slower: B's times exceed A's by more than EFFECT at level ALPHA (one-sided Mann-Whitney, "
        "exact up to 60 values); faster: the other way round; same: within EFFECT both ways, each at "
        "ALPHA; else: cannot tell.")
    parser.add_argument("a", metavar="A.json", type=Path, help="what to compare with")
    parser.add_argument("b", metavar="B.json", type=Path, help="what is judged")
    parser.add_argument("--effect", type=float, default=0.05, help="least change that counts (0.05)")
    parser.add_argument("--alpha", type=float, default=0.01, help="level of each test (0.01)")
    parser.add_argument("--filter", metavar="REGEX", help='only benchmarks whose "program/name" it matches')
    parser.add_argument("--anyway", action="store_true",
                        help="compare across machines, threads or a machine that itself changed speed")
    asked = parser.parse_args(argv)
    if not 0.0 <= asked.effect < 10.0 or not 0.0 < asked.alpha < 0.5:
        raise Failure("--effect must lie in [0, 10) and --alpha in (0, 0.5)")
    return asked


def differences(a, b):
    """What of the two machines and builds differs: (in the way of comparing, only worth telling)."""
    mine, other = a["context"]["mesogrid"], b["context"]["mesogrid"]
    hindrances = [f"{key}: {mine['machine'].get(key)} and {other['machine'].get(key)}"
                  for key in machine.IDENTITY if mine["machine"].get(key) != other["machine"].get(key)]
    notes = [f"{key}: {mine[key]} and {other[key]}" for key in ("compiler", "flags")
             if mine[key] != other[key]]
    return hindrances, notes


def other_threads(mine, other):
    """Benchmarks of one name that computed with different numbers of threads."""
    return [name for name in mine if name in other
            and results.workers(mine[name][0]) != results.workers(other[name][0])]


def too_few(mine, other, alpha):
    """(name, repetitions) of what no outcome could decide at this level."""
    return [(name, len(mine[name]), len(other[name])) for name in mine if name in other
            and ranks.smallest_p(len(mine[name]), len(other[name])) > alpha]


def needed(alpha):
    count = 1
    while ranks.smallest_p(count, count) > alpha:
        count += 1
    return count


def judge(mine, other, asked):
    """(name, verdict, B/A, repetitions of A and B) of what both hold, and the same of the bounds."""
    rows, bounds = [], []
    for name, group in mine.items():
        if name not in other:
            continue
        first = [results.seconds(entry) for entry in group]
        second = [results.seconds(entry) for entry in other[name]]
        row = (name, ranks.verdict(first, second, asked.effect, asked.alpha),
               ranks.ratio(first, second), first, second)
        (bounds if group[0]["program"] == BOUNDS else rows).append(row)
    return rows, bounds


def refuse_unless_asked(asked, hindrances, what):
    if not hindrances:
        return
    text = f"{what}: " + "; ".join(hindrances[:3]) + (f"; and {len(hindrances) - 3} more" if hindrances[3:] else "")
    if not asked.anyway:
        raise Failure(text + "; compare them all the same with --anyway")
    print(f"bench/compare: note: {text}", file=sys.stderr)


def print_rows(rows):
    print(f"{'benchmark':58} {'A':>9} {'B':>9} {'B/A':>6}  verdict")
    for name, verdict, ratio, first, second in rows:
        print(f"{name:58} {results.time_text(ranks.median(first)):>9} "
              f"{results.time_text(ranks.median(second)):>9} {ratio:6.3f}  {verdict}")


def changed_digests(mine, other):
    return [name for name in mine if name in other
            and mine[name][0].get("digest") != other[name][0].get("digest")]


def main(argv):
    from measuring.running import compiled
    asked = arguments(argv)
    pattern = compiled(asked.filter)
    a, b = results.load(asked.a), results.load(asked.b)
    mine, other = ({name: group for name, group in results.by_name(result["benchmarks"]).items()
                    if pattern is None or pattern.search(name)} for result in (a, b))
    if not set(mine) & set(other):
        raise Failure("the two have no benchmark in common")
    hindrances, notes = differences(a, b)
    refuse_unless_asked(asked, hindrances, "different machines")
    refuse_unless_asked(asked, other_threads(mine, other), "different numbers of threads")
    few = too_few(mine, other, asked.alpha)
    if few:
        name, first, second = few[0]
        raise Failure(f"too few repetitions: {name} has {first} and {second}, and at alpha {asked.alpha:g} "
                      f"no outcome could decide; {needed(asked.alpha)} of each are needed "
                      f"({len(few)} benchmarks; bench/suite --repetitions)")
    rows, bounds = judge(mine, other, asked)
    moved = [f"{name} {ratio:.2f}" for name, verdict, ratio, _, _ in bounds if verdict in ("slower", "faster")]
    refuse_unless_asked(asked, moved, "the machine itself changed speed between the two (B/A)")
    print_rows(rows)
    for note in notes:
        print(f"bench/compare: note: {note}", file=sys.stderr)
    for name in changed_digests(mine, other):
        print(f"bench/compare: note: {name} computes other numbers in B", file=sys.stderr)
    for name in sorted(set(mine) ^ set(other)):
        print(f"bench/compare: note: {name} is only in {'A' if name in mine else 'B'}", file=sys.stderr)
    counts = {verdict: sum(row[1] == verdict for row in rows)
              for verdict in ("slower", "faster", "same", "cannot tell")}
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items())
          + f" (least effect {100 * asked.effect:g} %, alpha {asked.alpha:g})")
    return 1 if counts["slower"] else 0
