#!/usr/bin/env python3
"""Frozen reference of the workload P100-lens-slow (bench/p100_workload.cpp), made without the program.

Swollen lenses of 20 uL (radius 2.5 mm) fill the dermis of a cheek; the solute is slow, so their edges
stay sharp for hours. Per lateral wavenumber the column is solved by a dense eigendecomposition (scipy)
on cells of 0.0125 and 0.00625 mm and Richardson-extrapolated; the field of a depot is the Hankel integral
of the lens's transform 3 (sin x - x cos x)/x^3, x = k a, and each voxel is averaged over 8 x 8 Gauss
points. Neighbours, 8 mm away, add nothing. Writes p100_lens_slow.csv: 12 columns of voxels, all 40
planes, at 1, 6 and 24 h, and prints the reference's own error (relative L2 of what the extrapolation
still changed).
"""
import csv
import pathlib

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.special import j0

SPACING, RADIUS = 0.25, 2.5
# mm, mm2/s, 1/s, porosity
LAYERS = [(0.075, 0.69e-6, 0.0, 0.4), (1.3, 2.3e-6, np.log(2) / 43200, 0.4),
          (4.5, 2.3e-6, np.log(2) / 43200, 0.15)]
FACES = np.concatenate([0.025 * np.arange(4), 0.075 + 0.05 * np.arange(1, 27),
                        1.375 + 0.3 * np.arange(1, 11), [5.875]])
TIMES = [1.0, 6.0, 24.0]  # h
# Voxels about one depot each: cells from its axis, which lies on a corner of cells.
COLUMNS = [(0, 0), (4, 0), (8, 2), (9, 0), (9, 3), (10, 0), (7, 7), (6, 7), (10, 2), (11, 0), (0, 9), (3, 9)]


def plane_responses(h, wavenumbers):
    """[wavenumber, time, plane]: transform of the concentration of a unit lens, averaged over planes."""
    cells = [round(layer[0] / h) for layer in LAYERS]
    which = np.repeat(np.arange(3), cells)
    d, kappa, g = (np.array([LAYERS[w][i] for w in which]) for i in (1, 2, 3))
    conductance = 1.0 / (h / (2 * g[1:] * d[1:]) + h / (2 * g[:-1] * d[:-1])) / h
    base = kappa.copy()
    base[1:] += conductance / g[1:]
    base[:-1] += conductance / g[:-1]
    off = -conductance / np.sqrt(g[1:] * g[:-1])
    scale = 1.0 / np.sqrt(g)
    start = scale * (which == 1) / LAYERS[1][0]
    first = np.rint(FACES / h).astype(int)
    out = np.empty((len(wavenumbers), len(TIMES), len(FACES) - 1))
    for n, k in enumerate(wavenumbers):
        rates, vectors = eigh_tridiagonal(base + k * k * d, off)
        x = k * RADIUS
        components = (vectors.T @ start) * 3.0 * (np.sin(x) - x * np.cos(x)) / x**3
        for t, hours in enumerate(TIMES):
            field = vectors @ (components * np.exp(-rates * hours * 3600.0)) / scale
            out[n, t] = [field[a:b].mean() for a, b in zip(first[:-1], first[1:])]
    return out


def columns(responses, wavenumbers, weights):
    """[column, time, plane]: voxel averages of 20 uL."""
    point, weight = np.polynomial.legendre.leggauss(8)
    values = np.zeros((len(COLUMNS), len(TIMES), len(FACES) - 1))
    for c, (i, j) in enumerate(COLUMNS):
        for a in range(8):
            for b in range(8):
                r = SPACING * np.hypot(i + 0.5 + 0.5 * point[a], j + 0.5 + 0.5 * point[b])
                kernel = j0(wavenumbers * r) * weights * wavenumbers / (2 * np.pi)
                values[c] += 20.0 * 0.25 * weight[a] * weight[b] * np.tensordot(kernel, responses, axes=1)
    return values


def main():
    # exp(-D k^2 t) of the epidermis after an hour is 1e-13 at 110 /mm; one node for every radian of k r
    node, weight = np.polynomial.legendre.leggauss(800)
    wavenumbers, weights = 55.0 * (node + 1.0), 55.0 * weight
    coarse, fine = (columns(plane_responses(h, wavenumbers), wavenumbers, weights) for h in (0.0125, 0.00625))
    exact = fine + (fine - coarse) / 3.0
    rows = []
    for t, hours in enumerate(TIMES):
        error = np.linalg.norm(fine[:, t] - exact[:, t]) / np.linalg.norm(exact[:, t])
        print(f"{hours:g} h: own error below {error:.1e}")
        for c, (i, j) in enumerate(COLUMNS):
            # the depot of row c // 4 and column c % 4 of the 10 x 10, whose axis is at cell 56 + 32 n
            for p in range(len(FACES) - 1):
                rows.append(["lens", t, 56 + 32 * (c % 4) + i, 56 + 32 * (c // 4) + j, p, f"{exact[c, t, p]:.10e}"])
    path = pathlib.Path(__file__).with_name("p100_lens_slow.csv")
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["punctures", "snapshot", "i", "j", "plane", "value"])
        writer.writerows(rows)


main()
