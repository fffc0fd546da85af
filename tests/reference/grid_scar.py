#!/usr/bin/env python3
"""Frozen reference of tissue that varies along the skin (tests/grid/scar_reference_test.cpp), made without the program.

Two layers (0.4 and 1.2 mm) of 4 x 4 mm between mirrored walls; in the lower one the diffusivity is scaled by
0.2 + 0.8/(1 + exp(-4 (x + y/2))) at the centres of 16 x 16 cells, bilinear between them and constant beyond.
Two Gaussian depots. Finite volumes with resistances in series, on 16, 32 and 48 cells a side; time by the action of
the matrix exponential (scipy expm_multiply: scaled Taylor series, Al-Mohy & Higham 2011), exposure by Simpson's rule.
Writes grid_scar.csv: per cell of 0.25 mm the mean of the lower layer's concentration at 600 s and its exposure over
900 s, Richardson-extrapolated from the two finer grids, and prints how far that is from the extrapolation of the two
coarser ones: the reference's own error.
"""
import csv
import pathlib

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import expm_multiply
from scipy.special import erf

SIDE, DEPTH, TOP, CELLS = 4.0, 1.6, 0.4, 16
LAYERS = [(0.4, 3e-4, 0.0), (0.2, 5e-4, 2e-3)]  # capacity, mm2/s, 1/s
DEPOTS = [((-0.8, 0.3), 3.0), ((0.6, -0.7), 5.0)]
SIGMA, CENTRE = 0.7, 0.8


def factor(x, y):
    """Bilinear between the centres of the 16 x 16 cells."""
    h = SIDE / CELLS
    centres = -SIDE / 2 + (np.arange(CELLS) + 0.5) * h
    table = 0.2 + 0.8 / (1.0 + np.exp(-4.0 * (centres[None, :] + 0.5 * centres[:, None])))
    u = np.clip((x + SIDE / 2) / h - 0.5, 0, CELLS - 1)
    v = np.clip((y + SIDE / 2) / h - 0.5, 0, CELLS - 1)
    i, j = np.minimum(u.astype(int), CELLS - 2), np.minimum(v.astype(int), CELLS - 2)
    u, v = u - i, v - j
    return ((1 - v) * ((1 - u) * table[j, i] + u * table[j, i + 1])
            + v * ((1 - u) * table[j + 1, i] + u * table[j + 1, i + 1]))


def shares(centre, low, high, faces):
    """Of a normal distribution mirrored at both ends, what lies between the faces."""
    total = np.zeros(len(faces) - 1)
    length = high - low
    for image in range(-4, 5):
        for place in (centre + 2 * image * length, 2 * low - centre + 2 * image * length):
            total += 0.5 * np.diff(erf((faces - place) / (np.sqrt(2) * SIGMA)))
    return total


def solve(refinement):
    n = CELLS * refinement
    h, dz = SIDE / n, DEPTH / n
    centres = -SIDE / 2 + (np.arange(n) + 0.5) * h
    scale = factor(*np.meshgrid(centres, centres))
    lower = (np.arange(n) + 0.5) * dz > TOP
    capacity = np.where(lower, LAYERS[1][0], LAYERS[0][0])[:, None, None] * np.ones((n, n, n))
    diffusivity = np.where(lower[:, None, None], LAYERS[1][1] * scale[None], LAYERS[0][1])
    clearance = np.where(lower, LAYERS[1][2], LAYERS[0][2])[:, None, None] * np.ones((n, n, n))
    number = np.arange(n**3).reshape(n, n, n)
    rows, columns, values = [number.ravel()], [number.ravel()], [-clearance.ravel()]
    for axis, size in ((0, dz), (1, h), (2, h)):
        here = [slice(None)] * 3
        there = [slice(None)] * 3
        here[axis], there[axis] = slice(None, -1), slice(1, None)
        here, there = tuple(here), tuple(there)
        half = 0.5 * size / (capacity * diffusivity)
        flow = (1.0 / (half[here] + half[there]) / size).ravel()
        a, b = number[here].ravel(), number[there].ravel()
        from_a, from_b = flow / capacity[here].ravel(), flow / capacity[there].ravel()
        rows += [a, a, b, b]
        columns += [a, b, b, a]
        values += [-from_a, from_b, -from_b, from_a]
    matrix = coo_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))).tocsr()
    start = np.zeros((n, n, n))
    edges = np.linspace(-SIDE / 2, SIDE / 2, n + 1)
    for (x, y), amount in DEPOTS:
        start += amount / (h * h * dz) * (
            shares(CENTRE, 0.0, DEPTH, np.linspace(0, DEPTH, n + 1))[:, None, None]
            * shares(y, -SIDE / 2, SIDE / 2, edges)[None, :, None]
            * shares(x, -SIDE / 2, SIDE / 2, edges)[None, None, :])
    times = np.linspace(0.0, 900.0, 61)
    fields = expm_multiply(matrix, start.ravel(), start=0.0, stop=900.0, num=61, endpoint=True)
    means = fields.reshape(61, n, n, n)[:, lower].mean(axis=1)
    means = means.reshape(61, CELLS, refinement, CELLS, refinement).mean(axis=(2, 4))
    weights = np.full(61, 2.0)
    weights[1::2] = 4.0
    weights[[0, -1]] = 1.0
    exposure = np.tensordot(weights, means, axes=1) * (times[1] / 3.0)
    return np.stack([means[40], exposure])


coarse, middle, fine = (solve(r) for r in (1, 2, 3))
result = (9.0 * fine - 4.0 * middle) / 5.0
before = (4.0 * middle - coarse) / 3.0
for name, new, old in zip(("concentration", "exposure"), result, before):
    print(f"{name}: own error {np.linalg.norm(new - old) / np.linalg.norm(new):.1e} (relative L2)")
with open(pathlib.Path(__file__).with_suffix(".csv"), "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["i", "j", "concentration_600s", "exposure_900s"])
    for j in range(CELLS):
        for i in range(CELLS):
            writer.writerow([i, j, f"{result[0, j, i]:.9g}", f"{result[1, j, i]:.9g}"])
