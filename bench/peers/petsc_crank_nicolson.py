#!/usr/bin/env python3
"""P100 by PETSc (petsc4py): Crank-Nicolson with steps of 600 s, each solved by conjugate gradients with
a Jacobi preconditioner to a relative residual of 1e-6, 7-point differences, one process. Takes minutes."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import p100  # noqa: E402

try:
    import numpy
    from petsc4py import PETSc
except ImportError:
    p100.skip("petsc4py", "python3-petsc4py")

STEP = 600.0  # s


def matrix(grid, factor):
    """1 + factor (L + clearance), L = -D Laplacian with no flux through the walls."""
    made = grid.createMatrix()
    (x0, x1), (y0, y1), (z0, z1) = grid.getRanges()
    sizes = grid.getSizes()
    coupling = factor * p100.DIFFUSIVITY / p100.SPACING ** 2
    row, column = PETSc.Mat.Stencil(), PETSc.Mat.Stencil()
    for k in range(z0, z1):
        for j in range(y0, y1):
            for i in range(x0, x1):
                row.index = (i, j, k)
                neighbours = [(i + 1, j, k), (i - 1, j, k), (i, j + 1, k), (i, j - 1, k), (i, j, k + 1), (i, j, k - 1)]
                inside = [n for n in neighbours if all(0 <= c < s for c, s in zip(n, sizes))]
                for neighbour in inside:
                    column.index = neighbour
                    made.setValueStencil(row, column, -coupling)
                made.setValueStencil(row, row, 1.0 + factor * p100.CLEARANCE + coupling * len(inside))
    made.assemble()
    return made


def main():
    grid = PETSc.DMDA().create([p100.CELLS, p100.CELLS, p100.PLANES], stencil_width=1,
                               boundary_type=(PETSc.DM.BoundaryType.NONE,) * 3)
    implicit, explicit = matrix(grid, 0.5 * STEP), matrix(grid, -0.5 * STEP)
    now, right = grid.createGlobalVec(), grid.createGlobalVec()
    now.setArray(p100.field(numpy, 0.0, numpy.float64).ravel())
    solver = PETSc.KSP().create()
    solver.setOperators(implicit)
    solver.setType("cg")
    solver.getPC().setType("jacobi")
    solver.setTolerances(rtol=1e-6)
    solver.setInitialGuessNonzero(True)
    errors, busy = [], 0.0
    for step in range(1, int(3600.0 * p100.HOURS[-1] / STEP) + 1):
        began = time.perf_counter()
        explicit.mult(now, right)
        solver.solve(right, now)
        busy += time.perf_counter() - began
        if solver.getConvergedReason() <= 0:
            sys.exit(f"conjugate gradients did not converge in step {step}")
        if step * STEP / 3600.0 in p100.HOURS:
            field = now.getArray(readonly=True).reshape(p100.PLANES, p100.CELLS, p100.CELLS)
            errors.append(p100.relative_error(numpy, field, step * STEP))
    p100.print_entries("PETSc Crank-Nicolson + CG, 600 s/1", [busy], 1, errors, now.getArray(readonly=True).tobytes())


main()
