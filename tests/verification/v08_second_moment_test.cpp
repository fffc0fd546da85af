/// V8: the second moment per axis grows by 2 D t as long as no wall is reached.

#include <gtest/gtest.h>

#include "tests/verification/two_solvers.hpp"

namespace mesogrid {
namespace {

constexpr double kSigma = 0.8;
constexpr double kDiffusivity = 1e-3;
constexpr double kDepth = 20.0;

/// sum of q^2 w / sum of w
double second_moment(const std::vector<double>& positions, const std::vector<double>& weights) {
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        sum += positions[i] * positions[i] * weights[i];
        total += weights[i];
    }
    return sum / total;
}

TEST(V8SecondMoment, GrowsByTwiceDTimesTAlongTheSkin) {
    // Box of 9.6 mm = 8.9 sigma on every side: 1e-16 beyond.
    support::TransportCase c(
        {{kDepth, kDiffusivity}}, support::raster_at(-9.6, -9.6, 0.4, 48, 48), Walls::mirrored);
    c.uniform_cells(2.0);
    c.options.mode_tolerance = 1e-17;
    c.add(support::gaussian(kSigma, 10.0, kDepth), {0.0, 0.0}, 1.0);
    for (const double time : {50.0, 250.0}) {
        c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, kDepth, time);
    }
    std::vector<double> x;
    std::vector<double> y;
    for (int j = 0; j < 48; ++j) {
        for (int i = 0; i < 48; ++i) {
            x.push_back(c.problem.raster.centre(i, j).x);
            y.push_back(c.problem.raster.centre(i, j).y);
        }
    }
    for (const support::SolvedBy& by : support::solve_by_both(c)) {
        for (const auto& axis : {x, y}) {
            const double growth =
                second_moment(axis, by.maps[1].values) - second_moment(axis, by.maps[0].values);
            // Rounding: 2,304 cells, each wrong by 1e-16 of the peak, weighted with up to 92 mm2.
            // An answer wrong by e of the peak all over: e peak times integral of x^2 over the box.
            EXPECT_NEAR(growth, 2.0 * kDiffusivity * 200.0, 2e-12 + by.answer_error * 3000.0)
                << by.name;
        }
    }
}

TEST(V8SecondMoment, GrowsByTwiceDTimesTInDepth) {
    // Exact for the discrete equations too: each cell's second difference of z^2 is 2.
    const int cells = 80;
    support::TransportCase c(
        {{kDepth, kDiffusivity}}, support::raster_at(-2, -2, 4.0, 1, 1), Walls::mirrored);
    const double h = kDepth / cells;
    c.uniform_cells(h);
    c.add(support::gaussian(kSigma, 10.0, kDepth), {0.0, 0.0}, 1.0);
    std::vector<double> z;
    for (const double time : {50.0, 250.0}) {
        for (int j = 0; j < cells; ++j) {
            c.ask(ExposureQuantity::areal_amount,
                  Reduction::depth_integral,
                  j * h,
                  (j + 1) * h,
                  time);
        }
    }
    for (int j = 0; j < cells; ++j) z.push_back((j + 0.5) * h - 10.0);
    for (const support::SolvedBy& by : support::solve_by_both(c)) {
        std::vector<double> early;
        std::vector<double> late;
        for (std::size_t j = 0; j < z.size(); ++j) {
            early.push_back(by.maps[j].values[0]);
            late.push_back(by.maps[j + z.size()].values[0]);
        }
        // 80 cells wrong by 1e-15 of the peak (an eighth of the amount), times up to 100 mm2
        EXPECT_NEAR(second_moment(z, late) - second_moment(z, early),
                    2.0 * kDiffusivity * 200.0,
                    2e-12 + by.answer_error * 1000.0)
            << by.name;
    }
}

}  // namespace
}  // namespace mesogrid
