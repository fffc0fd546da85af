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


def matrix(factor):
    """1 + factor (L + clearance) in compressed rows, L = -D Laplacian with no flux through the walls."""
    shape = (p100.PLANES, p100.CELLS, p100.CELLS)
    coupling = factor * p100.DIFFUSIVITY / p100.SPACING ** 2
    number = numpy.arange(numpy.prod(shape), dtype=PETSc.IntType).reshape(shape)
    columns, values, inside = [], [], []
    for axis in range(3):
        for step in (-1, 1):
            there = numpy.ones(shape, dtype=bool)
            numpy.moveaxis(there, axis, 0)[0 if step < 0 else -1] = False
            columns.append(numpy.roll(number, -step, axis))
            inside.append(there)
            values.append(-coupling)
    diagonal = 1.0 + factor * p100.CLEARANCE + coupling * sum(there.astype(numpy.float64) for there in inside)
    order = (0, 2, 4, None, 5, 3, 1)  # -z -y -x, itself, +x +y +z
    keep = numpy.stack([numpy.ones(shape, bool) if i is None else inside[i] for i in order], axis=-1)
    column = numpy.stack([number if i is None else columns[i] for i in order], axis=-1)[keep]
    value = numpy.stack([diagonal if i is None else numpy.full(shape, values[i]) for i in order], axis=-1)[keep]
    rows = numpy.concatenate([[0], numpy.cumsum(keep.sum(axis=-1).ravel())]).astype(PETSc.IntType)
    return PETSc.Mat().createAIJ((number.size, number.size), csr=(rows, column, value))


def main():
    implicit = matrix(0.5 * STEP)
    now, right = implicit.createVecs()
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
        implicit.mult(now, right)
        right.aypx(-1.0, now)  # 1 - A dt/2 = 2 - (1 + A dt/2)
        right.axpy(1.0, now)
        solver.solve(right, now)
        busy += time.perf_counter() - began
        if solver.getConvergedReason() <= 0:
            sys.exit(f"conjugate gradients did not converge in step {step}")
        if step * STEP / 3600.0 in p100.HOURS:
            field = now.getArray(readonly=True).reshape(p100.PLANES, p100.CELLS, p100.CELLS)
            errors.append(p100.relative_error(numpy, field, step * STEP))
    p100.print_entries("PETSc Crank-Nicolson + CG, 600 s/1", [busy], 1, errors, now.getArray(readonly=True).tobytes())


main()
