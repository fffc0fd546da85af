#!/usr/bin/env python3
"""P100 by scipy's cosine transform in single precision: the start transformed once, then for each of
three snapshots the decay of every mode and one inverse transform. Homogeneous tissue only."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import p100  # noqa: E402

try:
    import numpy
    from scipy import fft
except ImportError:
    p100.skip("scipy", "python3-scipy")

REPETITIONS = 10


def wavenumbers(cells):
    return (numpy.pi * numpy.arange(cells) / (cells * p100.SPACING)) ** 2


def solve(start, workers):
    """The three snapshots. Cells hold averages: a mode's decay is exact in time, its average and its
    value differ by the same factor at every time."""
    modes = fft.dctn(start, workers=workers)
    x, z = wavenumbers(p100.CELLS), wavenumbers(p100.PLANES)
    for hours in p100.HOURS:
        seconds = 3600.0 * hours
        along = numpy.exp(-p100.DIFFUSIVITY * seconds * x).astype(numpy.float32)
        down = numpy.exp(-(p100.DIFFUSIVITY * z + p100.CLEARANCE) * seconds).astype(numpy.float32)
        yield fft.idctn(modes * down[:, None, None] * along[:, None] * along, workers=workers)


def main():
    workers = len(os.sched_getaffinity(0))
    start = p100.field(numpy, 0.0, numpy.float32)
    times = []
    for _ in range(REPETITIONS):
        began = time.perf_counter()
        for last in solve(start, workers):
            pass
        times.append(time.perf_counter() - began)
    errors = [p100.relative_error(numpy, snapshot, 3600.0 * hours)
              for hours, snapshot in zip(p100.HOURS, solve(start, workers))]
    p100.print_entries(f"scipy dctn f32/{workers}", times, workers, errors, last.tobytes())


main()
