#!/usr/bin/env python3
"""Frozen finite-element references of tissue that varies along the skin (tests/grid/fem_reference_test.cpp).

Needed only to remake grid_fem.csv, never by the build or the tests: dolfinx 0.5.2 with PETSc and scipy (Debian 12:
python3-dolfinx).
Shares nothing with the program: Galerkin elements of second order in u = A/g on bricks that fit the layers and the
lines along which maps bend, exact coefficients, implicit Runge-Kutta steps of third order for the whole operator.

    g u_t = div(g D grad u) - g kappa u/(1 + g u/A_half)

4 x 4 mm between mirrored walls; layers and depots below. In the dermis a picture of 8 x 8 cells scales the
diffusivity (a scar to one side) and another the clearance (a vessel across), bilinear between centres of cells and
constant beyond. Case "linear" clears in proportion; in case "saturable" the dermis clears half as fast as at low
concentration where A = A_half. Written: concentrations at probes, amounts per layer and, per cell of 0.5 mm, the
exposure of the dermis's mean over 900 s; beside each its own error: what halving the cells and what halving the steps
still changed, added up.

Usage: OMP_NUM_THREADS=1 python3 grid_fem.py
"""
import csv
import pathlib

import dolfinx
import numpy as np
import ufl
from dolfinx import fem, mesh
from dolfinx.fem import petsc
from mpi4py import MPI
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import cg

SIDE, PIXELS, TOPS = 4.0, 8, (0.0, 0.2, 1.2, 2.4)  # mm
LAYERS = [(0.4, 3e-4, 0.0), (0.4, 5e-4, 2e-3), (0.15, 9e-4, 5e-4)]  # capacity, mm2/s, 1/s
DEPOTS = [((-0.8, 0.3), 3.0), ((0.6, -0.7), 5.0)]  # mm, ug
SIGMA, CENTRE, HALF = 0.5, 0.7, 0.5  # mm, mm, ug/mm3
PROBES = [(-1.0, 0.5, 0.6), (0.5, -0.5, 0.8), (0.0, 0.0, 0.1), (1.0, 0.0, 1.5), (-0.5, -0.5, 1.0), (0.25, 0.75, 1.8)]
TIMES = [60.0, 300.0, 900.0]
SEGMENTS = [0.0, 1.0, 3.0, 7.0, 15.0, 30.0, 60.0, 120.0, 180.0, 300.0, 450.0, 600.0, 900.0]
# Alexander 1977, three stages, order 3, L-stable
GAMMA = 0.43586652150845967
STAGES = [[GAMMA], [(1 - GAMMA) / 2, GAMMA],
          [-(6 * GAMMA**2 - 16 * GAMMA + 1) / 4, (6 * GAMMA**2 - 20 * GAMMA + 5) / 4, GAMMA]]


def pictures():
    """Factors of diffusivity and clearance, [row][column] from the lowest y."""
    centres = -SIDE / 2 + (np.arange(PIXELS) + 0.5) * SIDE / PIXELS
    x, y = np.meshgrid(centres, centres)
    return (0.2 + 0.8 / (1.0 + np.exp(-4.0 * (x + 0.5 * y))), 1.0 + 2.0 * np.exp(-((y - 0.4 * x) ** 2) / 0.5))


def bilinear(table, x, y):
    """Linear between the centres of cells, constant beyond them."""
    h = SIDE / PIXELS
    u = np.clip((x + SIDE / 2) / h - 0.5, 0, PIXELS - 1)
    v = np.clip((y + SIDE / 2) / h - 0.5, 0, PIXELS - 1)
    i, j = np.minimum(u.astype(int), PIXELS - 2), np.minimum(v.astype(int), PIXELS - 2)
    u, v = u - i, v - j
    return ((1 - v) * ((1 - u) * table[j, i] + u * table[j, i + 1])
            + v * ((1 - u) * table[j + 1, i] + u * table[j + 1, i + 1]))


def bricks(refinement):
    """Cells of 0.25 mm along the skin and 0.1 mm in epidermis and dermis, 0.15 mm below, over the refinement."""
    faces = [0.0]
    for top, bottom, count in zip(TOPS, TOPS[1:], (2, 10, 8)):
        faces += list(np.linspace(top, bottom, count * refinement + 1)[1:])
    n = 16 * refinement
    box = mesh.create_box(MPI.COMM_WORLD, [[-SIDE / 2] * 2 + [0.0], [SIDE / 2] * 2 + [1.0]],
                          [n, n, len(faces) - 1], mesh.CellType.hexahedron)
    box.geometry.x[:, 2] = np.interp(box.geometry.x[:, 2], np.linspace(0.0, 1.0, len(faces)), faces)
    return box


def normal(at, centre, low, high):
    """A normal distribution mirrored at both ends."""
    images = [c + 2 * n * (high - low) for n in (-1, 0, 1) for c in (centre, 2 * low - centre)]
    return sum(ufl.exp(-((at - c) ** 2) / (2 * SIGMA**2)) for c in images) / (np.sqrt(2 * np.pi) * SIGMA)


def sparse(matrix):
    first, columns, values = matrix.getValuesCSR()
    return csr_matrix((values, columns, first), shape=matrix.getSize())


class Tissue:
    """Forms of one case on one mesh."""

    def __init__(self, refinement, saturable):
        self.box = bricks(refinement)
        self.space = fem.FunctionSpace(self.box, ("Lagrange", 2))
        flat = fem.FunctionSpace(self.box, ("DG", 0))
        corner = fem.FunctionSpace(self.box, ("Lagrange", 1))
        self.middles = flat.tabulate_dof_coordinates()
        self.layer = np.searchsorted(TOPS, self.middles[:, 2]) - 1

        def by_layer(values):
            function = fem.Function(flat)
            function.x.array[:] = np.array(values)[self.layer]
            return function

        def factor(table):  # bilinear on every brick, for no brick lies across a bend
            function = fem.Function(corner)
            function.interpolate(lambda p: bilinear(table, p[0], p[1]))
            return function

        spread, clear = (factor(table) for table in pictures())
        dermis = by_layer([0.0, 1.0, 0.0])
        self.g = by_layer([layer[0] for layer in LAYERS])
        diffusivity = by_layer([layer[1] for layer in LAYERS]) * (1 + dermis * (spread - 1))
        clearance = by_layer([layer[2] for layer in LAYERS]) * (1 + dermis * (clear - 1))
        u, v, q = ufl.TrialFunction(self.space), ufl.TestFunction(self.space), ufl.TestFunction(flat)
        # exact where clearance is in proportion: 2 + 2 and 1 of the factors, along every axis
        dx, g = ufl.Measure("dx", domain=self.box, metadata={"quadrature_degree": 5}), self.g
        self.mass = self.matrix(g * u * v * dx)
        stiffness = g * diffusivity * ufl.inner(ufl.grad(u), ufl.grad(v)) * dx
        self.per_brick = self.matrix(g * u * q * dx)
        self.state = fem.Function(self.space)
        self.reaction = None
        if saturable:
            a = g * self.state
            part = 1 / (1 + dermis * a / HALF)
            self.reaction = fem.form(clearance * a * part * v * dx)
            self.slope = fem.form(clearance * g * part**2 * u * v * dx)
            # kept, because dolfinx 0.5 never gives back what it makes
            self.kept = petsc.create_vector(self.reaction), petsc.create_matrix(self.slope)
        else:
            stiffness += clearance * g * u * v * dx
        self.stiffness = self.matrix(stiffness)
        x = ufl.SpatialCoordinate(self.box)
        start = sum(amount * normal(x[0], a, -SIDE / 2, SIDE / 2) * normal(x[1], b, -SIDE / 2, SIDE / 2)
                    for (a, b), amount in DEPOTS) * normal(x[2], CENTRE, 0.0, TOPS[-1])
        exact = ufl.Measure("dx", domain=self.box, metadata={"quadrature_degree": 8})
        self.start = petsc.assemble_vector(fem.form(start * v * exact)).array.copy()

    @staticmethod
    def matrix(form):
        made = petsc.assemble_matrix(fem.form(form))
        made.assemble()
        return sparse(made)

    def reacting(self, u):
        """What clearance takes, tested."""
        self.state.x.array[:] = u
        into = self.kept[0]
        into.set(0.0)
        petsc.assemble_vector(into, self.reaction)
        return into.array.copy()

    def slope_at(self, u):
        self.state.x.array[:] = u
        into = self.kept[1]
        into.zeroEntries()
        petsc.assemble_matrix(into, self.slope)
        into.assemble()
        return sparse(into)

    def probe_cells(self):
        points = np.array(PROBES)
        tree = dolfinx.geometry.BoundingBoxTree(self.box, 3)
        found = dolfinx.geometry.compute_colliding_cells(
            self.box, dolfinx.geometry.compute_collisions(tree, points), points)
        cells = [found.links(p)[0] for p in range(len(PROBES))]
        return points, cells


def solve(matrix, right, guess, tolerance=1e-11):
    found, failed = cg(matrix, right, x0=guess, tol=tolerance, atol=0.0, maxiter=2000, M=diags(1.0 / matrix.diagonal()))
    if failed:
        raise RuntimeError("conjugate gradients do not converge")
    return found


class Stepper:
    """Steps of one length: M (Y - Z) = dt gamma f(Y) for every stage, f(Y) = -K Y - r(Y)."""

    def __init__(self, tissue, dt):
        self.tissue, self.dt = tissue, dt
        self.matrix = tissue.mass + GAMMA * dt * tissue.stiffness

    def stage(self, base, guess, slope):
        t = self.tissue
        right = t.mass @ base
        if t.reaction is None:
            return solve(self.matrix, right, guess)
        value = guess.copy()
        for _ in range(30):  # Newton's method with the slope of the step's start
            residual = self.matrix @ value - right + GAMMA * self.dt * t.reacting(value)
            change = solve(slope, residual, None, 1e-6)
            value -= change
            if np.linalg.norm(change) <= 1e-9 * np.linalg.norm(value):
                return value
        raise RuntimeError("Newton's method does not converge")

    def step(self, u):
        slope = None if self.tissue.reaction is None else self.matrix + GAMMA * self.dt * self.tissue.slope_at(u)
        slopes, value = [], u
        for row in STAGES:
            base = u.copy()
            for a, before in zip(row, slopes):
                base += self.dt * a * before
            value = self.stage(base, value, slope)
            slopes.append((value - base) / (GAMMA * self.dt))
        return value


def run(refinement, steps, saturable):
    """Names and values of everything that is written; `steps`: per segment, even."""
    tissue = Tissue(refinement, saturable)
    u = solve(tissue.mass, tissue.start, None)
    column = ((tissue.middles[:, 0] + SIDE / 2) / 0.5).astype(int)
    row = ((tissue.middles[:, 1] + SIDE / 2) / 0.5).astype(int)
    points, cells = tissue.probe_cells()

    def means(u):
        amounts = tissue.per_brick @ u
        in_dermis = tissue.layer == 1
        held = np.bincount((row * 8 + column)[in_dermis], amounts[in_dermis], 64)
        return held / (0.25 * (TOPS[2] - TOPS[1])), np.bincount(tissue.layer, amounts, 3)

    values, exposure = {}, np.zeros(64)
    for begin, end in zip(SEGMENTS, SEGMENTS[1:]):
        stepper = Stepper(tissue, (end - begin) / steps)
        exposure += means(u)[0] * stepper.dt / 3
        for s in range(1, steps + 1):
            u = stepper.step(u)
            exposure += means(u)[0] * stepper.dt / 3 * (1 if s == steps else 4 if s % 2 else 2)
        if end in TIMES:
            tissue.state.x.array[:] = u
            found = tissue.state.eval(points, cells)[:, 0]
            for p, (_, _, depth) in enumerate(PROBES):
                values["concentration", p, end] = found[p] * LAYERS[np.searchsorted(TOPS, depth) - 1][0]
            for layer, amount in enumerate(means(u)[1]):
                values["amount", layer, end] = amount
    for cell in range(64):
        values["exposure", cell, SEGMENTS[-1]] = exposure[cell]
    print(f"refinement {refinement}, {steps} steps per segment, saturable {saturable}: "
          f"{tissue.space.dofmap.index_map.size_global} unknowns", flush=True)
    return values


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "quantity", "place", "time", "value", "error"])
        writer.writerows(rows)


def main():
    rows = []
    for case, saturable in (("linear", False), ("saturable", True)):
        coarse, few, result = run(1, 4, saturable), run(1, 2, saturable), run(2, 4, saturable)
        for quantity in ("concentration", "amount", "exposure"):
            keys = [key for key in result if key[0] == quantity]
            norm = np.linalg.norm([result[k] for k in keys])
            by_mesh = np.linalg.norm([result[k] - coarse[k] for k in keys]) / norm
            by_step = np.linalg.norm([coarse[k] - few[k] for k in keys]) / norm
            print(f"{case} {quantity}: cells change {by_mesh:.1e}, steps {by_step:.1e} (relative L2)", flush=True)
            for key in keys:
                error = abs(result[key] - coarse[key]) + abs(coarse[key] - few[key])
                rows.append([case, *key[:2], f"{key[2]:g}", f"{result[key]:.9g}", f"{error:.1e}"])
    write(pathlib.Path(__file__).with_suffix(".csv"), rows)


main()
