/// V1: Gaussian depot with decay under an impermeable surface, against images.

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/exact_gaussian.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

using support::ExactGaussian;

constexpr double kCell = 0.5;  ///< mm, of the map
const ExactGaussian kExact{.amount = 20.0,
                           .initial_sigma = 1.0,
                           .centre = 2.0,
                           .depth = 10.0,
                           .diffusivity = 1e-3,
                           .clearance = 3e-4};

/// Cell averages of the concentration on 3 x 3 map cells off the axis and every z cell.
struct Column {
    std::vector<double> found;
    std::vector<double> exact;
};

Column solve_column(int cells, double time) {
    support::TransportCase c({{kExact.depth, kExact.diffusivity, kExact.clearance}},
                             support::raster_at(-0.6, -0.4, kCell, 3, 3),
                             Walls::open);
    const double h = kExact.depth / cells;
    c.uniform_cells(h);
    c.add(support::gaussian(kExact.initial_sigma, kExact.centre, kExact.depth),
          {0.0, 0.0},
          kExact.amount);
    for (int j = 0; j < cells; ++j) {
        c.ask(ExposureQuantity::concentration, Reduction::depth_mean, j * h, (j + 1) * h, time);
    }
    const auto maps = c.solve().maps;
    Column column;
    for (int j = 0; j < cells; ++j) {
        const Map& map = maps[static_cast<std::size_t>(j)];
        for (int y = 0; y < 3; ++y) {
            for (int x = 0; x < 3; ++x) {
                column.found.push_back(map.values[map.raster.index(x, y)]);
                column.exact.push_back(kExact.box_mean(
                    time, -0.6 + x * kCell, -0.4 + y * kCell, kCell, j * h, (j + 1) * h));
            }
        }
    }
    return column;
}

TEST(V1GaussianDepot, ConvergesWithSecondOrderInDepth) {
    std::vector<double> errors;
    for (const int cells : {10, 20, 40, 80}) {
        const Column column = solve_column(cells, 500.0);
        errors.push_back(support::relative_l2(column.found, column.exact));
    }
    support::expect_order(errors, 2.0);
    EXPECT_LE(errors[2], 0.01);  // h = s0/4
}

TEST(V1GaussianDepot, KeepsRelativeAccuracyAfterAHundredHalfLives) {
    // exp(-kappa t) = 2^-104: what is left is right relative to itself.
    const Column column = solve_column(40, 240000.0);
    EXPECT_LE(support::peak(column.found), 20.0 * 1e-31);
    EXPECT_LE(support::relative_l2(column.found, column.exact), 1e-3);
}

}  // namespace
}  // namespace mesogrid
