#!/usr/bin/env python3
"""Frozen references of the layered P100 workloads (bench/p100_workload.cpp), made without the program.

Per lateral wavenumber the column is solved by a dense eigendecomposition (scipy) on 320 and 640 equal
cells and Richardson-extrapolated; the field of each depot is its Hankel integral (Gauss-Legendre), the
depots and their mirror images at the walls are summed, and each voxel is averaged over 3 x 3 Gauss
points. Writes p100_layers.csv: values of 12 columns of voxels, all 40 planes, at 1, 6 and 24 h, and
prints the reference's own error (relative L2 of what the extrapolation still changed).
"""
import csv
import pathlib

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.special import erf, j0

WIDTH, DEPTH, PLANES, SPACING, SIGMA = 100.0, 10.0, 40, 0.25, 0.75
LAYERS = [(1.0, 0.5e-4, 2e-5), (4.0, 1e-4, 3.2e-5), (5.0, 2e-4, 5e-5)]  # mm, mm2/s, 1/s
TIMES = [1.0, 6.0, 24.0]  # h
COLUMNS = [(56, 56), (57, 60), (72, 72), (100, 88), (131, 140), (199, 199),
           (200, 216), (233, 180), (250, 311), (301, 87), (340, 340), (352, 300)]


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011)."""
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(b >> 32) ^ x[1] ^ k[0], b & 0xFFFFFFFF, (a >> 32) ^ x[3] ^ k[1], a & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return x


def draw(puncture, index):
    """Uniform on (-1, 1): seed 100, purpose 6 (pattern), as engine/base/random.hpp keys it."""
    word = philox([0, puncture, (6 << 24) | index, 0], [100, 0])
    return 2.0 * (((word[0] << 21) | (word[1] >> 11)) + 0.5) * 2.0**-53 - 1.0


def places(varied):
    rows = []
    for j in range(10):
        for i in range(10):
            x, y, depth, amount = 50.0 + (i - 4.5) * 8.0, 50.0 + (j - 4.5) * 8.0, 3.0, 1.0
            if varied:
                n = j * 10 + i
                x, y = x + draw(n, 0), y + draw(n, 1)
                depth, amount = depth + 0.75 * draw(n, 2), amount + 0.3 * draw(n, 3)
            rows.append((x, y, depth, amount))
    return np.array(rows)


def initial(depths, faces):
    """Share of each cell of a Gaussian mirrored at surface and bottom, over the cell's height."""
    shares = np.zeros((len(depths), len(faces) - 1))
    for image in range(-2, 3):
        for sign in (1, -1):
            centre = 2 * image * DEPTH + sign * depths[:, None]
            shares += 0.5 * np.diff(erf((faces[None, :] - centre) / (np.sqrt(2) * SIGMA)), axis=1)
    return shares / np.diff(faces)


def plane_responses(depths, cells, wavenumbers):
    """[wavenumber, depot, time, plane]: transform of the concentration, averaged over each plane."""
    h = DEPTH / cells
    faces = np.linspace(0.0, DEPTH, cells + 1)
    edges = np.cumsum([0.0] + [layer[0] for layer in LAYERS])
    which = np.searchsorted(edges, 0.5 * (faces[1:] + faces[:-1])) - 1
    d = np.array([LAYERS[w][1] for w in which])
    kappa = np.array([LAYERS[w][2] for w in which])
    conductance = 1.0 / (h / (2 * d[1:]) + h / (2 * d[:-1])) / h
    base = kappa.copy()
    base[1:] += conductance
    base[:-1] += conductance
    start = initial(depths, faces)
    out = np.empty((len(wavenumbers), len(depths), len(TIMES), PLANES))
    for n, k in enumerate(wavenumbers):
        rates, vectors = eigh_tridiagonal(base + k * k * d, -conductance)
        components = start @ vectors * np.exp(-0.5 * (k * SIGMA) ** 2)
        for t, hours in enumerate(TIMES):
            field = (components * np.exp(-rates * hours * 3600.0)) @ vectors.T
            out[n, :, t] = field.reshape(len(depths), PLANES, -1).mean(axis=2)
    return out


def columns(sites, responses, wavenumbers, weights):
    """[column, time, plane]: voxel averages. Depots beyond 45 mm add less than 1e-12."""
    point, weight = np.polynomial.legendre.leggauss(3)
    values = np.zeros((len(COLUMNS), len(TIMES), PLANES))
    for c, (i, j) in enumerate(COLUMNS):
        for a in range(3):
            for b in range(3):
                x = (i + 0.5 + 0.5 * point[a]) * SPACING
                y = (j + 0.5 + 0.5 * point[b]) * SPACING
                share = 0.25 * weight[a] * weight[b]
                for s, (x0, y0, _, amount) in enumerate(sites):
                    kernel = np.zeros(len(wavenumbers))
                    for ix in (x0, -x0, 2 * WIDTH - x0):
                        for iy in (y0, -y0, 2 * WIDTH - y0):
                            r = np.hypot(x - ix, y - iy)
                            if r < 45.0:
                                kernel += j0(wavenumbers * r)
                    kernel *= weights * wavenumbers / (2 * np.pi) * amount * share
                    column = 0 if responses.shape[1] == 1 else s
                    values[c] += np.tensordot(kernel, responses[:, column], axes=1)
    return values


def main():
    node, weight = np.polynomial.legendre.leggauss(320)
    wavenumbers, weights = 4.5 * (node + 1.0), 4.5 * weight
    rows = []
    for name in ("alike", "varied"):
        sites = places(name == "varied")
        depths = sites[:, 2] if name == "varied" else sites[:1, 2]
        coarse, fine = (
            columns(sites, plane_responses(depths, cells, wavenumbers), wavenumbers, weights)
            for cells in (320, 640)
        )
        exact = fine + (fine - coarse) / 3.0
        for t, hours in enumerate(TIMES):
            error = np.linalg.norm(fine[:, t] - exact[:, t]) / np.linalg.norm(exact[:, t])
            print(f"{name} {hours:g} h: own error below {error:.1e}")
            for c, (i, j) in enumerate(COLUMNS):
                for p in range(PLANES):
                    rows.append([name, t, i, j, p, f"{exact[c, t, p]:.10e}"])
    path = pathlib.Path(__file__).with_name("p100_layers.csv")
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["punctures", "snapshot", "i", "j", "plane", "value"])
        writer.writerows(rows)


main()
