/// V1, V4 on the grid: depots in even tissue against closed forms. The raster's lower left corner
/// is the depots' axis and its walls are mirrors, so a quarter of the tissue stands for all of it.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/exact_gaussian.hpp"
#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

using support::TransportCase;

/// Cell means, z fastest after x and y.
using Means = std::vector<double>;

/// A quarter of `length` x `length` x `depth` on cells of h, with every plane asked for at `time`.
TransportCase quarter_case(const support::RawLayer& layer, double h, double length, double time) {
    const int cells = static_cast<int>(std::lround(length / h));
    TransportCase c({layer}, support::raster_at(0.0, 0.0, h, cells, cells), Walls::mirrored);
    c.uniform_cells(h);
    const int planes = static_cast<int>(std::lround(layer.thickness / h));
    for (int k = 0; k < planes; ++k) {
        c.ask(ExposureQuantity::concentration, Reduction::depth_mean, k * h, (k + 1) * h, time);
    }
    return c;
}

Means cell_means(const TransportCase& c, double step) {
    Means means;
    for (const Map& map : support::solve_on_grid(c, {.step = step}).maps) {
        means.insert(means.end(), map.values.begin(), map.values.end());
    }
    return means;
}

/// A quarter of 4 x 20 ug.
const support::ExactGaussian kGaussian{.amount = 80.0,
                                       .initial_sigma = 1.0,
                                       .centre = 2.0,
                                       .depth = 8.0,
                                       .diffusivity = 1e-3,
                                       .clearance = 3e-4};
constexpr double kTime = 500.0;

Means gaussian_means(double h, int steps) {
    TransportCase c =
        quarter_case({kGaussian.depth, kGaussian.diffusivity, kGaussian.clearance}, h, 8.0, kTime);
    c.add(support::gaussian(kGaussian.initial_sigma, kGaussian.centre, kGaussian.depth),
          {},
          kGaussian.amount / 4.0);
    return cell_means(c, kTime / steps);
}

Means exact_gaussian_means(double h) {
    const int n = static_cast<int>(std::lround(kGaussian.depth / h));
    Means means;
    for (int k = 0; k < n; ++k) {
        for (int j = 0; j < n; ++j) {
            for (int i = 0; i < n; ++i) {
                means.push_back(kGaussian.box_mean(kTime, i * h, j * h, h, k * h, (k + 1) * h));
            }
        }
    }
    return means;
}

TEST(V1GaussianDepot, ConvergesOnTheGridWithSecondOrderInSpace) {
    std::vector<double> errors;
    for (const double h : {1.0, 0.5, 0.25, 0.125}) {
        // steps of 5 s: their error is a hundredth of that of the finest cells
        errors.push_back(support::relative_l2(gaussian_means(h, 100), exact_gaussian_means(h)));
    }
    support::expect_order(errors, 2.0);
    EXPECT_LE(errors[2], 0.01);  // h = s0/4
}

TEST(V1GaussianDepot, ConvergesOnTheGridWithSecondOrderInTime) {
    // against steps 16 times finer than the finest, whose own error is 1/256 of its
    const Means limit = gaussian_means(0.5, 2560);
    std::vector<double> errors;
    for (const int steps : {20, 40, 80, 160}) {
        errors.push_back(support::relative_l2(gaussian_means(0.5, steps), limit));
    }
    support::expect_order_in_time(errors, 2.0);
}

constexpr double kRadius = 1.0;
constexpr double kDiffusivity = 1e-3;
constexpr double kFinest = 0.0625;

/// c of a ball that holds 8 ug (an eighth holds 1), l = sqrt(D t):
/// c/c0 = (erf((a+r)/2l) + erf((a-r)/2l))/2 - (l/(r sqrt(pi))) (exp(-(a-r)^2/4l^2) -
/// exp(-(a+r)^2/4l^2)) (Crank 1975, 3.8)
double exact_ball(double r, double time) {
    const double l = std::sqrt(kDiffusivity * time);
    const double minus = (kRadius - r) / (2.0 * l);
    const double plus = (kRadius + r) / (2.0 * l);
    const double share =
        0.5 * (std::erf(plus) + std::erf(minus)) -
        l / (r * std::sqrt(std::numbers::pi)) * (std::exp(-minus * minus) - std::exp(-plus * plus));
    return share * 6.0 / std::numbers::pi;
}

/// Mean over cell (i, j, k) of the finest by two Gauss points per axis.
double exact_ball_mean(int i, int j, int k, double time) {
    const double away = 0.5 / std::sqrt(3.0);
    double sum = 0.0;
    for (const double x : {i + 0.5 - away, i + 0.5 + away}) {
        for (const double y : {j + 0.5 - away, j + 0.5 + away}) {
            for (const double z : {k + 0.5 - away, k + 0.5 + away}) {
                sum += exact_ball(kFinest * std::hypot(x, y, z), time);
            }
        }
    }
    return sum / 8.0;
}

Means exact_ball_means(double length, double time) {
    const int n = static_cast<int>(std::lround(length / kFinest));
    Means means;
    for (int k = 0; k < n; ++k) {
        for (int j = 0; j < n; ++j) {
            for (int i = 0; i < n; ++i) means.push_back(exact_ball_mean(i, j, k, time));
        }
    }
    return means;
}

/// Means over twice as wide cells of n^3.
Means coarser(const Means& fine) {
    const auto n = static_cast<std::size_t>(std::lround(std::cbrt(fine.size())));
    const std::size_t m = n / 2;
    Means means(m * m * m, 0.0);
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < n; ++i) {
                means[(k / 2 * m + j / 2) * m + i / 2] += fine[(k * n + j) * n + i] / 8.0;
            }
        }
    }
    return means;
}

TransportCase ball_case(double h, double length, double time) {
    TransportCase c = quarter_case({length, kDiffusivity}, h, length, time);
    c.add(std::make_shared<models::BallShape>(kRadius, 0.0, length), {}, 1.0);
    return c;
}

/// Errors on cells of 0.5 mm to the finest, coarsest first. The radius is a whole number of each,
/// so that the edge cuts cells alike on every grid.
std::vector<double> ball_errors(double length, double time) {
    Means exact = exact_ball_means(length, time);
    std::vector<double> errors;
    for (double h = kFinest; h < 0.6; h *= 2.0) {
        if (h > kFinest) exact = coarser(exact);
        const Means found = cell_means(ball_case(h, length, time), time / 200.0);
        errors.insert(errors.begin(), support::relative_l2(found, exact));
    }
    return errors;
}

TEST(V4BallDepot, ConvergesOnTheGridAtLeastWithFirstOrderWhileItsEdgeIsSharp) {
    // sqrt(D t) = 0.2 mm: less than half of the coarsest cell, little over three of the finest
    const std::vector<double> errors = ball_errors(2.5, 40.0);
    for (const double order : support::observed_orders(errors)) EXPECT_GE(order, 1.0);
}

TEST(V4BallDepot, ConvergesOnTheGridWithSecondOrderOnceItsEdgeIsSmooth) {
    // sqrt(D t) = 0.77 mm, over three cells of the last three grids; walls are felt with 3e-5
    support::expect_order(ball_errors(6.0, 600.0), 2.0);
}

TEST(V4BallDepot, KeepsItsMassOnTheGrid) {
    TransportCase c = ball_case(0.15, 4.8, 250.0);
    c.problem.requests.clear();
    for (const double time : {0.0, 250.0}) {
        c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, 4.8, time);
    }
    for (const Map& map : support::solve_on_grid(c, {.step = 2.5}).maps) {
        EXPECT_NEAR(support::total(map), 1.0, 1e-12);  // 1024 cells of rounding
    }
}

}  // namespace
}  // namespace mesogrid
