#include "models/depots/lens_shape.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/numerics/quadrature.hpp"

#include "models/depots/ellipsoid_shape.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

/// integral of J0(k r) dE(r) over [0, a] with r = a sin(t): E'(r) smooth there.
template <class Slope>
double hankel(double k, double a, Slope&& slope) {
    const QuadratureRule rule = gauss_legendre(16);
    constexpr int kPanels = 24;
    double sum = 0.0;
    for (int i = 0; i < kPanels; ++i) {
        const double unit = 0.5 * pi / kPanels;
        sum += integrate(rule, i * unit, (i + 1) * unit, [&](double t) {
            return std::cyl_bessel_j(0.0, k * a * std::sin(t)) * slope(a * std::sin(t)) * a *
                   std::cos(t);
        });
    }
    return sum;
}

TEST(LensShape, TransformsAsTheHankelIntegralOfItsDensity) {
    const LensShape lens(2.5, 0.4, 1.1);
    for (const double k : {0.0, 0.4, 2.0, 9.0, 25.0}) {
        const double by_quadrature =
            hankel(k, 2.5, [&](double r) { return 2.0 * pi * r * 1.1 * lens.density(r, 0.9); });
        EXPECT_NEAR(lens.transform(k, 0.0, 5.0), by_quadrature, 1e-12) << k;
        EXPECT_NEAR(lens.transform(k, 0.5, 0.6), by_quadrature * 0.1 / 1.1, 1e-12) << k;
    }
}

TEST(LensShape, EnclosesWhatItsDensityHolds) {
    const LensShape lens(2.5, 0.4, 1.1);
    const QuadratureRule rule = gauss_legendre(40);
    for (const double r : {0.2, 1.0, 2.3}) {
        const double held = integrate(
            rule, 0.0, r, [&](double s) { return 2.0 * pi * s * 0.7 * lens.density(s, 0.9); });
        // the density has a square root 0.2 mm beyond the last radius
        EXPECT_NEAR(lens.enclosed(r, 0.4, 1.1), held, 1e-11);
        EXPECT_NEAR(lens.enclosed(r, 0.0, 9.0), 1.0 - std::pow(1.0 - r * r / 6.25, 1.5), 1e-15);
    }
    EXPECT_EQ(lens.density(1.0, 0.3), 0.0);
    EXPECT_EQ(lens.density(2.51, 0.9), 0.0);
    EXPECT_EQ(lens.support_radius(), 2.5);
}

TEST(LensShape, IsAProductOfLateralAndVertical) {
    const LensShape lens(1.7, 0.1, 0.8);
    for (const double k : {0.3, 4.0, 50.0}) {
        EXPECT_DOUBLE_EQ(lens.transform(k, 0.2, 0.5),
                         *lens.lateral_transform(k) * lens.share(0.2, 0.5));
    }
    EXPECT_DOUBLE_EQ(*lens.rectangle(0.9, 0.4, 0.2, 0.5),
                     *lens.lateral_rectangle(0.9, 0.4) * lens.share(0.2, 0.5));
}

TEST(EllipsoidShape, IsABallStretchedInDepth) {
    const EllipsoidShape ellipsoid(3.0, 1.0, 2.0);
    // a slab of the upper half: share (1/4)(2 - 3 u + u^3) above u = 0.5
    EXPECT_NEAR(ellipsoid.share(1.0, 1.5), 0.25 * (2.0 - 1.5 + 0.125), 1e-15);
    EXPECT_EQ(ellipsoid.share(0.0, 0.9), 0.0);
    EXPECT_EQ(ellipsoid.transform(2.0, 0.0, 0.9), 0.0);
    EXPECT_NEAR(ellipsoid.density(2.9, 2.0) * 4.0 / 3.0 * pi * 9.0 * 1.0, 1.0, 1e-15);
    EXPECT_EQ(ellipsoid.density(2.9, 2.5), 0.0);
    for (const double k : {0.4, 2.0, 7.0}) {
        // thickness of the slab [1.6, 2.3] over r: clamp of both faces to the dome
        const double by_quadrature = hankel(k, 3.0, [&](double r) {
            const double dome = std::sqrt(1.0 - r * r / 9.0);
            const double thickness = std::min(0.3, dome) + std::min(0.4, dome);
            return 2.0 * pi * r * thickness / (4.0 / 3.0 * pi * 9.0);
        });
        // corners of the integrand inside panels of 0.065 rad: (0.065/16)^2
        EXPECT_NEAR(ellipsoid.transform(k, 1.6, 2.3), by_quadrature, 2e-5) << k;
    }
}

}  // namespace
}  // namespace mesogrid::models
