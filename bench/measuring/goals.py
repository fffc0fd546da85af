"""The goals of the project, each read off a result: figure, reached or missed, and what bounds it."""

from measuring import ranks, results


def _most_threads(groups, start):
    """The entries of the benchmark of that name start with the most workers, or None."""
    fits = [group for name, group in groups.items() if name.startswith(start)
            and (name == start or name[len(start)] == "/")]
    return max(fits, key=lambda group: results.workers(group[0]) or 0, default=None)


def _milliseconds(group):
    return 1e3 * ranks.median([results.seconds(entry) for entry in group])


def _ninetieth(group):
    """None with fewer than ten repetitions, which have no such percentile."""
    if len(group) < 10:
        return None
    times = sorted(results.seconds(entry) for entry in group)
    return times[min(len(times) - 1, int(0.9 * len(times)))] / ranks.median(times)


def _counter(name):
    return lambda group: ranks.median([entry[name] for entry in group])


def _least(name):
    """Of a peak that a process keeps: what ran before it, in whatever order, can only add to it."""
    return lambda group: min(entry[name] for entry in group)


def _error(group):
    return max(value for key, value in group[0].items()
               if key.startswith("error_") and isinstance(value, (int, float)) and key != "error_occurred")


# (goal, benchmark, figure of it, unit, least or most, bound, what bounds it)
GOALS = [
    ("1 P100-layers-varied: three snapshots", "p100/BM_P100LayersVaried", _milliseconds, "ms", "most", 37.0,
     "matrix products of the planes: see plane_synthesis for their share of the FMA peak"),
    ("1 its error", "p100/BM_P100LayersVaried", _error, "", "most", 1e-3, "cells of 0.125 mm in depth, second order"),
    ("1 90th percentile over median", "p100/BM_P100LayersVaried", _ninetieth, "", "most", 1.3,
     "other load on the machine"),
    ("2 P100: time (2 x scipy: see the peers)", "p100/BM_P100", _milliseconds, "ms", None, None,
     "as goal 1; the error of 1e-4 needs another scheme in depth"),
    ("2 its error", "p100/BM_P100", _error, "", "most", 1e-4, "second order in depth"),
    ("4 protocols judged, one map", "sweep/BM_Sweep/%/maps:1/refinement:1/", _counter("items_per_second"),
     "/s", "least", 4000.0,
     "the full spectral solver and sampled coverage for each; the fitted Gaussians of the plan are not built"),
    ("6 memory, one snapshot kept", "p100/BM_P100LayersVaried", _least("bytes_per_voxel"), "B/voxel", "most", 8.0,
     "the field (4 B) and cosine coefficients"),
    ("7 start of a process", "start_up/BM_Version", _milliseconds, "ms", "most", 20.0, "loading of shared libraries"),
    ("7 first map of Gaussian depots, solver", "first_map/BM_FirstMapGaussian", _milliseconds, "ms", "most", 40.0,
     "the response table of the tissue"),
    ("7 first map of lenses, solver", "first_map/BM_FirstMapLens", _milliseconds, "ms", "most", 40.0,
     "Hankel quadrature of sharp edges: see bessel_sum"),
    ("7 from process start to every measure", "start_up/BM_FirstMapOfProcess", _milliseconds, "ms", "most", 40.0,
     "measures and columns of the puncture table, not the map"),
    ("7 one Gaussian depot moved", "first_map/BM_MoveOneGaussian", _milliseconds, "ms", "most", 2.0,
     "modes of the whole map for one depot"),
    ("7 one lens moved", "first_map/BM_MoveOneLens", _milliseconds, "ms", "most", 2.0, "drawing one carried depot"),
    ("- measures and columns of 1,000 punctures", "measures/BM_MeasuresAndColumns", _milliseconds, "ms", "most", 500.0,
     "2.3 million samples sorted and reached: see measures"),
]


def _group_of(groups, benchmark):
    if "%" not in benchmark:
        return _most_threads(groups, benchmark)
    start, end = benchmark.split("%")
    fits = [group for name, group in groups.items() if name.startswith(start) and end in name]
    return max(fits, key=lambda group: results.workers(group[0]) or 0, default=None)


def judged(result):
    """(goal, figure or None, unit, bound text, "reached" / "missed" / "-" / "not measured", what bounds it)."""
    groups = results.by_name(result["benchmarks"])
    rows = []
    for goal, benchmark, figure, unit, kind, bound, bounded_by in GOALS:
        group = _group_of(groups, benchmark)
        wanted = "-" if kind is None else f"{'at most' if kind == 'most' else 'at least'} {bound:g} {unit}".rstrip()
        if group is None:
            rows.append((goal, None, unit, wanted, "not measured", bounded_by))
            continue
        value = figure(group)
        if value is None:
            rows.append((goal, None, unit, wanted, "not measured", bounded_by))
            continue
        if kind is None:
            outcome = "-"
        else:
            outcome = "reached" if (value <= bound if kind == "most" else value >= bound) else "missed"
        rows.append((goal, value, unit, wanted, outcome, bounded_by))
    return rows
