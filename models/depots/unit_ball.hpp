#pragma once

/// Shares of a uniform ball of radius 1 about the origin, by slabs of height and lateral regions;
/// what balls, ellipsoids and lenses are scaled from. Heights a <= b in [-1, 1].
namespace mesogrid::models::unit_ball {

/// Share between heights a and b and within radius r of the axis; r in [0, 1].
double enclosed(double r, double a, double b);

/// Hankel transform of the slab [a, b] at x >= 0, (3/(4 pi)) integral of J0(x r) 2 pi r dr dz, by
/// Gauss-Legendre in the latitude: at most 1e-13 off.
double transform(double x, double a, double b);

/// Transform of the whole ball, which is that of its lateral profile sqrt(1 - r^2):
/// 3 (sin x - x cos x)/x^3.
double transform(double x);

/// Share of the slab [a, b] over the rectangle [0, x] x [0, y] about the axis; x and y not
/// negative, beyond the ball as well. Closed form (see docs/depots.md), 1e-15 off.
double rectangle(double x, double y, double a, double b);

/// A bound of |transform| of any slab is below `tolerance` for x beyond this: |transform| <=
/// 1.05 * 3/(sqrt(2 pi) x^(3/2)).
double highest_wavenumber_of_slabs(double tolerance);

/// The same for the whole ball: |transform| <= 3 sqrt(1 + x^2)/x^3 <= 1.055 * 3/x^2 for x >= 3.
double highest_wavenumber(double tolerance);

}  // namespace mesogrid::models::unit_ball
