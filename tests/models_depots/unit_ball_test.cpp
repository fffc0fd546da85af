#include "models/depots/unit_ball.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

/// Share of the slab [a, b] over [0, x] x [0, y] by Gauss-Legendre in y of an integral over x that
/// is split where its integrand has corners: slow, and not the way the closed form goes.
double rectangle_by_quadrature(double x, double y, double a, double b) {
    const QuadratureRule rule = gauss_legendre(48);
    const auto height = [&](double square) {
        const double dome = std::sqrt(std::max(0.0, 1.0 - square));
        return std::clamp(b, -dome, dome) - std::clamp(a, -dome, dome);
    };
    const auto pieces = [&](double most, std::initializer_list<double> corners, auto&& f) {
        std::vector<double> edges = {0.0, most};
        for (const double c : corners) {
            if (c > 0.0 && c < most) edges.push_back(c);
        }
        std::sort(edges.begin(), edges.end());
        double sum = 0.0;
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
            // t = sin^2 turns the square roots at the ends into smooth functions
            const double from = edges[i];
            const double wide = edges[i + 1] - from;
            sum += integrate(rule, 0.0, 0.5 * pi, [&](double t) {
                const double s = std::sin(t);
                return 2.0 * s * std::cos(t) * wide * f(from + wide * s * s);
            });
        }
        return sum;
    };
    const auto corner = [](double square) { return std::sqrt(std::max(0.0, square)); };
    const double volume =
        pieces(std::min(y, 1.0),
               {corner(1.0 - a * a),
                corner(1.0 - b * b),
                corner(1.0 - x * x),
                corner(1.0 - a * a - x * x),
                corner(1.0 - b * b - x * x)},
               [&](double v) {
                   return pieces(std::min(x, corner(1.0 - v * v)),
                                 {corner(1.0 - a * a - v * v), corner(1.0 - b * b - v * v)},
                                 [&](double u) { return height(u * u + v * v); });
               });
    return 0.75 / pi * volume;
}

TEST(UnitBall, KnowsTheContentOfARectangle) {
    const std::pair<double, double> slabs[] = {
        {-1.0, 1.0}, {0.0, 1.0}, {-0.3, 0.5}, {0.6, 0.9}, {-0.95, -0.2}, {0.1, 0.11}};
    const std::pair<double, double> sizes[] = {
        {0.3, 0.2}, {0.9, 0.1}, {0.7, 0.7}, {0.8, 0.75}, {1.0, 0.4}, {0.05, 0.98}, {2.0, 0.6}};
    for (const auto& [a, b] : slabs) {
        for (const auto& [x, y] : sizes) {
            EXPECT_NEAR(
                unit_ball::rectangle(x, y, a, b), rectangle_by_quadrature(x, y, a, b), 2e-11)
                << x << " x " << y << ", " << a << " to " << b;
            EXPECT_NEAR(unit_ball::rectangle(x, y, a, b), unit_ball::rectangle(y, x, a, b), 1e-15);
        }
    }
}

TEST(UnitBall, HoldsAQuarterOfASlabInAQuadrant) {
    for (const double a : {-1.0, -0.7, 0.2}) {
        EXPECT_NEAR(
            unit_ball::rectangle(1.0, 1.0, a, 0.4), 0.25 * unit_ball::enclosed(1.0, a, 0.4), 1e-15);
        EXPECT_NEAR(
            unit_ball::rectangle(7.0, 1.3, a, 0.4), 0.25 * unit_ball::enclosed(1.0, a, 0.4), 1e-15);
    }
    EXPECT_EQ(unit_ball::rectangle(0.0, 1.0, -1.0, 1.0), 0.0);
}

TEST(UnitBall, TransformsTheWholeInClosedForm) {
    for (const double x : {0.0, 1e-9, 1e-3, 0.3, 0.99, 1.01, 4.0, 30.0, 200.0}) {
        EXPECT_NEAR(unit_ball::transform(x), unit_ball::transform(x, -1.0, 1.0), 2e-13) << x;
    }
    // x^2 term of the series: 1 - x^2/10
    EXPECT_NEAR(unit_ball::transform(1e-3), 1.0 - 1e-7, 1e-14);
}

TEST(UnitBall, StaysBelowItsBoundsOfHighWavenumbers) {
    for (const double tolerance : {0.1, 1e-3, 1e-5}) {
        const double whole = unit_ball::highest_wavenumber(tolerance);
        const double slab = unit_ball::highest_wavenumber_of_slabs(tolerance);
        for (int i = 0; i < 60; ++i) {
            EXPECT_LE(std::abs(unit_ball::transform(whole * (1.0 + 0.037 * i))), tolerance);
            if (tolerance < 1e-4) continue;  // many panels
            EXPECT_LE(std::abs(unit_ball::transform(slab * (1.0 + 0.037 * i), -0.2, 0.7)),
                      tolerance);
        }
    }
}

}  // namespace
}  // namespace mesogrid::models
