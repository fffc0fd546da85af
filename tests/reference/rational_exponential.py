#!/usr/bin/env python3
"""Pole and residue tables of engine/numerics/rational_exponential.cpp.

Near-best approximations of exp(x) and phi1(x) = (exp(x) - 1)/x on the negative real axis by
2 Re sum_j c_j/(x - z_j), n/2 conjugate pole pairs. The poles come from the Caratheodory-Fejer method
(Trefethen & Gutknecht 1983, SIAM J Numer Anal 20:420): the Chebyshev coefficients of exp on the axis
folded to [-1, 1] form a Hankel matrix; the zeros outside the unit circle of its n-th singular vector
are the folded poles. The residues are fitted afresh, without a constant term, by iteratively
reweighted least squares towards equal ripple (Lawson). Prints C++ tables and the largest error.
"""
import numpy as np

FOLD = 9.0  # x = FOLD (w - 1)^2/(w + 1)^2 maps the unit circle on the negative axis


def chebyshev_coefficients(count, points=4096):
    angle = 2.0 * np.pi * np.arange(points) / points
    t = np.cos(angle)
    with np.errstate(divide="ignore"):
        x = np.where(t > -1.0 + 1e-15, -FOLD * (1.0 - t) / np.maximum(1.0 + t, 1e-300), -1e300)
    return np.real(np.fft.fft(np.exp(x)))[:count] / points


def poles(degree, order=80):
    a = chebyshev_coefficients(2 * order + 2)
    hankel = np.array([[a[i + j + 1] for j in range(order)] for i in range(order)])
    _, _, rows = np.linalg.svd(hankel)
    zeros = np.roots(rows[degree])
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
    for degree in (6, 8, 10, 12):
        z = poles(degree)
        error, c = fit(exponential, x, z)
        error1, c1 = fit(phi1, x, z)
        print(f"// {degree // 2} pole pairs: largest error of exp {error:.2e}, of phi1 {error1:.2e}")
        for pole, residue, residue1 in zip(z, c, c1):
            numbers = [pole.real, pole.imag, residue.real, residue.imag, residue1.real, residue1.imag]
            print("{" + ", ".join(f"{v:.17g}" for v in numbers) + "},")


if __name__ == "__main__":
    main()
