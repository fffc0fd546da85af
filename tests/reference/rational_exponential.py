#!/usr/bin/env python3
"""Pole and residue tables of engine/numerics/rational_exponential.cpp.

Near-best approximations of exp(x) and phi1(x) = (exp(x) - 1)/x on the negative real axis by
2 Re sum_j c_j/(x - z_j), n/2 conjugate pole pairs. The poles come from the Caratheodory-Fejer method
(Trefethen & Gutknecht 1983, SIAM J Numer Anal 20:420): the Chebyshev coefficients of exp on the axis
folded to [-1, 1] form a Hankel matrix; the zeros outside the unit circle of its n-th singular vector
are the folded poles. The residues are fitted afresh, without a constant term, by iteratively
reweighted least squares towards equal ripple (Lawson). Prints C++ tables and the largest error.
"""
import mpmath
import numpy as np

FOLD = 9.0  # x = FOLD (w - 1)^2/(w + 1)^2 maps the unit circle on the negative axis


def chebyshev_coefficients(count, points=1024):
    """In 40 digits: the singular values of degree 14 are near rounding in double precision."""
    angles = [2 * mpmath.pi * i / points for i in range(points // 2 + 1)]
    values = []
    for angle in angles:
        t = mpmath.cos(angle)
        values.append(mpmath.mpf(0) if t == -1 else mpmath.exp(-FOLD * (1 - t) / (1 + t)))
    coefficients = []
    for n in range(count):
        total = values[0] + values[-1] * (-1) ** n
        total += 2 * mpmath.fsum(v * mpmath.cos(n * a) for v, a in zip(values[1:-1], angles[1:-1]))
        coefficients.append(total / points)
    return coefficients


def singular_vector(hankel, index):
    """Of the symmetric Hankel matrix: the eigenvector of the index-th largest |eigenvalue|."""
    values, vectors = mpmath.eigsy(hankel)
    order = sorted(range(len(values)), key=lambda i: -abs(values[i]))
    return [vectors[i, order[index]] for i in range(hankel.rows)]


def poles(degree, order=40):
    mpmath.mp.dps = 40
    a = chebyshev_coefficients(2 * order + 2)
    hankel = mpmath.matrix(order, order)
    for i in range(order):
        for j in range(order):
            hankel[i, j] = a[i + j + 1]
    zeros = np.roots([float(v) for v in singular_vector(hankel, degree)])
    outside = zeros[np.abs(zeros) > 1.0]
    assert len(outside) == degree, len(outside)
    z = FOLD * (outside - 1.0) ** 2 / (outside + 1.0) ** 2
    z = z[np.imag(z) > 0]
    assert 2 * len(z) == degree
    return z[np.argsort(np.imag(z))]


def axis():
    return -np.concatenate([[0.0], np.logspace(-6, 7, 6000)])


def fit(target, x, z):
    basis = np.array([[2.0 * np.real(1.0 / (x - p)), -2.0 * np.imag(1.0 / (x - p))] for p in z])
    basis = basis.reshape(2 * len(z), len(x)).T
    weight = np.ones(len(x))
    best = (np.inf, None)
    for _ in range(400):
        root = np.sqrt(weight)[:, None]
        scaled = root * basis
        norms = np.linalg.norm(scaled, axis=0)
        solution = np.linalg.lstsq(scaled / norms, root[:, 0] * target, rcond=1e-16)[0] / norms
        error = np.abs(basis @ solution - target)
        if error.max() < best[0]:
            best = (error.max(), solution)
        weight = weight * (error + 1e-3 * error.max())
        weight /= weight.mean()
    return best[0], best[1][0::2] + 1j * best[1][1::2]


def main():
    x = axis()
    exponential = np.exp(x)
    phi1 = np.where(x > -1e-5, 1.0 + x / 2.0 + x * x / 6.0, np.expm1(x) / np.where(x == 0, 1, x))
    for degree in (6, 8, 10, 12, 14):
        z = poles(degree)
        error, c = fit(exponential, x, z)
        error1, c1 = fit(phi1, x, z)
        print(f"// {degree // 2} pole pairs: largest error of exp {error:.2e}, of phi1 {error1:.2e}")
        for pole, residue, residue1 in zip(z, c, c1):
            numbers = [pole.real, pole.imag, residue.real, residue.imag, residue1.real, residue1.imag]
            print("{" + ", ".join(f"{v:.17g}" for v in numbers) + "},")


if __name__ == "__main__":
    main()
