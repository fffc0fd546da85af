/// V4: uniform ball by exact amounts per cell (Crank 1975, 3.8).

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

constexpr double kRadius = 1.0;
constexpr double kDepth = 8.0;
constexpr double kDiffusivity = 1e-3;
constexpr double kTime = 500.0;  ///< sqrt(D t) = 0.71 mm

/// c/c0 = (erf((a+r)/2l) + erf((a-r)/2l))/2 - (l/(r sqrt(pi))) (exp(-(a-r)^2/4l^2) -
/// exp(-(a+r)^2/4l^2)), l = sqrt(D t); unit amount.
double exact(double r) {
    const double l = std::sqrt(kDiffusivity * kTime);
    const double minus = (kRadius - r) / (2.0 * l);
    const double plus = (kRadius + r) / (2.0 * l);
    const double share =
        0.5 * (std::erf(plus) + std::erf(minus)) -
        l / (r * std::sqrt(std::numbers::pi)) * (std::exp(-minus * minus) - std::exp(-plus * plus));
    return share * 3.0 / (4.0 * std::numbers::pi * kRadius * kRadius * kRadius);
}

support::TransportCase ball_case() {
    support::TransportCase c(
        {{kDepth, kDiffusivity}}, support::raster_at(-8.0, -8.0, 0.8, 20, 20), Walls::mirrored);
    c.add(std::make_shared<models::BallShape>(kRadius, 0.5 * kDepth, kDepth), {0.0, 0.0}, 1.0);
    return c;
}

TEST(V4BallDepot, ConvergesWithSecondOrderOnceTheEdgeIsSmooth) {
    std::vector<double> errors;
    for (const double h : {1.0, 0.5, 0.25, 0.125}) {
        support::TransportCase c = ball_case();
        c.uniform_cells(h);
        c.problem.probe_times = {Duration::from_base(kTime)};
        std::vector<double> expected;
        // at faces of every grid, so that interpolation errs alike
        for (const double z : {2.0, 3.0, 5.0, 6.0}) {
            for (const double x : {0.3, 0.9, 1.7}) {
                c.probe({x, 0.0}, z);
                expected.push_back(exact(std::hypot(x, z - 4.0)));
            }
        }
        std::vector<double> found;
        for (const auto& series : c.solve().result.probes) found.push_back(series[0].value.base());
        errors.push_back(support::relative_l2(found, expected));
    }
    const std::vector<double> orders = support::observed_orders(errors);
    for (const double order : orders) EXPECT_GE(order, 1.0);
    support::expect_order(errors, 2.0);
}

TEST(V4BallDepot, KeepsItsMass) {
    support::TransportCase c = ball_case();
    c.uniform_cells(0.25);
    for (const double time : {0.0, kTime}) {
        c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, kDepth, time);
    }
    const auto maps = c.solve().maps;
    EXPECT_NEAR(support::total(maps[0]), 1.0, 1e-12);  // 400 cells of rounding
    // Modes beyond 2 pi/0.8 mm are left out with exp(-D t k^2) = 4e-14; where the field is smaller
    // still, over at most 256 mm2, their negatives are set to 0.
    EXPECT_NEAR(support::total(maps[1]), 1.0, 256.0 * 4e-14);
}

}  // namespace
}  // namespace mesogrid
