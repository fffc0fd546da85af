"""The homogeneous P100 of bench/p100_workload.hpp for other solvers: start, exact field, errors, output.

An adapter prints a JSON list of entries in the form of Google Benchmark, one for each repetition, and
exits with 77 and one line on standard error where its library is not installed."""

import hashlib
import json
import math
import sys

CELLS, PLANES, SPACING = 400, 40, 0.25  # cubes of 0.25 mm, 100 x 100 x 10 mm
SIGMA, DEPTH_OF_DEPOTS = 0.75, 3.0      # mm
DIFFUSIVITY, CLEARANCE = 1e-4, 3.2e-5   # mm2/s, 1/s
PITCH, ROWS = 8.0, 10
HOURS = (1.0, 6.0, 24.0)
SKIPPED = 77


def skip(library, package):
    print(f"{library} is not installed (Debian: {package})", file=sys.stderr)
    sys.exit(SKIPPED)


def averages(centre, variance, length, cells):
    """Averages over cells of a normal density mirrored at both ends, as exact_errors() takes them."""
    step = length / cells
    total = [0.0] * cells
    for image in range(-3, 4):
        for at in (2.0 * image * length + centre, 2.0 * image * length - centre):
            low = math.erf(-at / math.sqrt(2.0 * variance))
            for cell in range(cells):
                high = math.erf(((cell + 1) * step - at) / math.sqrt(2.0 * variance))
                total[cell] += 0.5 * (high - low) / step
                low = high
    return total


def profiles(seconds):
    """(row, column): the field at a time is column[z] row[y] row[x], exact because the grid of depots
    is a product."""
    variance = SIGMA ** 2 + 2.0 * DIFFUSIVITY * seconds
    width, depth = CELLS * SPACING, PLANES * SPACING
    row = [0.0] * CELLS
    for i in range(ROWS):
        centre = 0.5 * width + (i - 0.5 * (ROWS - 1)) * PITCH
        row = [a + b for a, b in zip(row, averages(centre, variance, width, CELLS))]
    decay = math.exp(-CLEARANCE * seconds)
    return row, [decay * value for value in averages(DEPTH_OF_DEPOTS, variance, depth, PLANES)]


def field(numpy, seconds, kind):
    row, column = profiles(seconds)
    return (numpy.array(column)[:, None, None] * numpy.array(row)[:, None] * numpy.array(row)).astype(kind)


def relative_error(numpy, got, seconds):
    exact = field(numpy, seconds, numpy.float64)
    return float(numpy.linalg.norm((got - exact).ravel()) / numpy.linalg.norm(exact.ravel()))


def print_entries(name, times, workers, errors, last):
    """`errors`: relative L2 over all voxels at HOURS; `last`: bytes of the last snapshot."""
    digest = hashlib.sha256(last).hexdigest()
    print(json.dumps([{
        "name": name, "run_name": name, "run_type": "iteration", "repetitions": len(times),
        "repetition_index": i, "iterations": 1, "real_time": 1e3 * seconds, "cpu_time": 1e3 * seconds,
        "time_unit": "ms", "workers": float(workers), "digest": digest,
        "items_per_second": CELLS * CELLS * PLANES * len(HOURS) / seconds,
        "error_1h": errors[0], "error_6h": errors[1], "error_24h": errors[2]} for i, seconds in enumerate(times)]))
