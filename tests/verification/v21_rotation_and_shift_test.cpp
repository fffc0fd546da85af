/// V21 for both solvers: turning the punctures by 30 degrees, or shifting the raster by half a
/// cell, changes the map between cell centres only by errors of the cells (of the spectral solver
/// none but the test's interpolation): the difference falls with the square of the cell.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/turned_map.hpp"

namespace mesogrid {
namespace {

constexpr double kTurn = std::numbers::pi / 6.0;

enum class SolvedBy { spectral, grid };

class V21RotationAndShift : public ::testing::TestWithParam<SolvedBy> {
protected:
    static Map solve(double h, double turn, double shift) {
        const int cells = static_cast<int>(std::lround(8.0 / h));
        support::TransportCase c({{3.0, 4e-4, 3e-4}},
                                 support::raster_at(-4.0 + shift, -4.0 + shift, h, cells, cells),
                                 Walls::open);
        c.uniform_cells(0.5);
        const auto shape = support::gaussian(1.0, 1.0, 3.0);
        c.add(shape, rotated({-1.0, 0.2}, turn, {}), 10.0);
        c.add(shape, rotated({1.1, 0.7}, turn, {}), 6.0);
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, 1.5, 3600.0);
        // on the grid longer steps would show: their error is not the same in every direction
        return GetParam() == SolvedBy::grid ? support::solve_on_grid(c, {.step = 30.0}).maps[0]
                                            : c.solve().maps[0];
    }
};

TEST_P(V21RotationAndShift, HalfACellChangesTheMapBySecondOrder) {
    std::vector<double> differences;
    for (const double h : {1.0, 0.5, 0.25, 0.125}) {
        // corners of the coarsest cells are corners of all finer ones
        differences.push_back(
            support::mean_difference(solve(h, 0.0, 0.0), solve(h, 0.0, 0.5 * h), 0.0, 1.0));
    }
    support::expect_order(differences, 2.0);
}

TEST_P(V21RotationAndShift, AThirtyDegreeTurnChangesTheMapBySecondOrder) {
    // Many places at an odd distance, so that they fall evenly over the cells of every raster.
    std::vector<double> differences;
    for (const double h : {0.5, 0.25, 0.125, 0.0625}) {
        differences.push_back(
            support::mean_difference(solve(h, 0.0, 0.0), solve(h, kTurn, 0.0), kTurn, 0.0347));
    }
    support::expect_order(differences, 2.0);
}

INSTANTIATE_TEST_SUITE_P(BothSolvers,
                         V21RotationAndShift,
                         ::testing::Values(SolvedBy::spectral, SolvedBy::grid),
                         [](const auto& solver) {
                             return solver.param == SolvedBy::grid ? std::string("Grid")
                                                                   : std::string("Spectral");
                         });

}  // namespace
}  // namespace mesogrid
