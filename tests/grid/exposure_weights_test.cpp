#include "engine/transport/grid/exposure_weights.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

/// Integral of f over steps that double after every fourth; `least`: the smallest weight.
template <class F>
double integral(F f, double first, int steps, double& least, double& end) {
    grid::ExposureWeights weights;
    double sum = 0.0;
    double t = 0.0;
    for (int s = 0; s < steps; ++s) {
        const double dt = first * std::exp2(s / 4);
        const double weight = weights.behind() + weights.ahead(dt);
        least = s == 0 ? weight : std::min(least, weight);
        sum += weight * f(t);
        weights.stepped(dt);
        t += dt;
    }
    end = t;
    return sum + weights.behind() * f(t);
}

TEST(ExposureWeights, AreExactForStraightLinesAndNeverNegative) {
    double least = 0.0;
    double end = 0.0;
    const double found = integral([](double t) { return 2.0 + 3.0 * t; }, 0.5, 20, least, end);
    EXPECT_GT(least, 0.0);
    // c' is the same at both ends, so only the end's own error is left: h^2/12 c'
    const double last = 0.5 * std::exp2(4);
    EXPECT_NEAR(found, 2.0 * end + 1.5 * end * end + 3.0 * last * last / 12.0, 1e-10);
}

/// A ball of that radius in cells of 0.25 mm; exposures up to those times.
support::TransportCase sharp_ball(double radius, const std::vector<double>& times) {
    support::TransportCase c(
        {{0.9, 6.5e-4, 1e-3, 0.4}}, support::raster_at(-1.5, -1.5, 0.25, 12, 12), Walls::mirrored);
    c.uniform_cells(0.1);
    c.add(std::make_shared<models::BallShape>(radius, 0.2, c.depth()), {0.13, 0.2}, 3.0);
    for (const double time : times) {
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, 0.1, time);
    }
    return c;
}

TEST(ExposureWeights, KeepTheStatedToleranceForSharpBallsDownToTwoThirdsOfACell) {
    // what is left of it are the damped steps: the smaller the ball and the shorter the exposure,
    // the more they count
    for (const double radius : {0.16, 0.3, 0.5}) {
        const support::TransportCase c = sharp_ball(radius, {60.0, 300.0, 1800.0});
        const auto fine = support::solve_on_grid(c, {.step = 0.3}).maps;
        const auto chosen = support::solve_on_grid(c, {.tolerance = 1e-3}).maps;
        for (std::size_t r = 0; r < fine.size(); ++r) {
            EXPECT_LE(support::relative_l2(chosen[r].values, fine[r].values), 1e-3)
                << radius << " mm, " << c.problem.requests[r].at.base() << " s";
        }
    }
}

}  // namespace
}  // namespace mesogrid
