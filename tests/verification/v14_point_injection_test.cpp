#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/ring_case.hpp"

/// V14: a point injection into a poroelastic medium (Rudnicki 1986), the intact limit of the
/// opening flow: p = Q mu/(4 pi k r) erfc(r/sqrt(4 c t)), c = k M/mu.
namespace mesogrid {
namespace {

using std::numbers::pi;

constexpr double kMobility = 0.5;
constexpr double kModulus = 4.0;
constexpr double kRate = 3.0;
constexpr double kEnd = 0.4;
constexpr double kReach = 8.0;
constexpr std::size_t kCoarse = 16;

double exact(double r, double t) {
    return kRate / (4.0 * pi * kMobility * r) *
           std::erfc(r / std::sqrt(4.0 * kMobility * kModulus * t));
}

/// Half of the space: the plane z = 0 is a mirror, half of the source in the corner cell.
RingGrid even_grid(std::size_t refinement) {
    return {support::even_faces(0.0, kReach, kCoarse * refinement),
            support::even_faces(0.0, kReach, kCoarse * refinement)};
}

double error_at(std::size_t refinement) {
    const RingGrid grid = even_grid(refinement);
    std::vector<double> source(grid.size(), 0.0);
    source[0] = 0.5 * kRate;
    const std::vector<double> none(grid.size(), 0.0);
    const std::size_t steps = 10 * refinement * refinement;
    const std::vector<double> pressure =
        support::march(grid,
                       support::uniform_conductances(grid, kMobility),
                       kModulus,
                       std::vector<double>(grid.size(), 0.0),
                       source,
                       none,
                       kEnd / static_cast<double>(steps),
                       steps);
    const std::vector<double> reference =
        support::at_centres(grid, [](double r, double z) { return exact(std::hypot(r, z), kEnd); });
    return support::relative_error(grid, pressure, reference, [](double r, double z) {
        return std::hypot(r, z) > 4.0 * kReach / kCoarse;
    });
}

TEST(V14PointInjection, ConvergesWithSecondOrderAwayFromTheOutlet) {
    std::vector<double> errors;
    for (const std::size_t refinement : {1U, 2U, 4U, 8U}) errors.push_back(error_at(refinement));
    support::expect_order(errors, 2.0);
}

TEST(V14PointInjection, ComesWithinHalfAPercentOfTheSteadyLimit) {
    constexpr std::size_t kCells = 120;
    const RingGrid grid(support::even_faces(0.0, 6.0, kCells),
                        support::even_faces(0.0, 6.0, kCells));
    std::vector<double> slope(grid.size(), 0.0);
    std::vector<double> right(grid.size(), 0.0);
    right[0] = 0.5 * kRate;
    const auto steady = [](double r, double z) {
        return kRate / (4.0 * pi * kMobility * std::hypot(r, z));
    };
    const std::vector<double> reference = support::at_centres(grid, steady);
    for (std::size_t n = 0; n < kCells; ++n) {
        for (const std::size_t c : {grid.index(kCells - 1, n), grid.index(n, kCells - 1)}) {
            slope[c] = 1e12;
            right[c] = 1e12 * reference[c];
        }
    }
    RingPressure solver(grid);
    solver.set(support::uniform_conductances(grid, kMobility), slope);
    const std::vector<double> pressure = solver.solve(right);
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const double r =
            std::hypot(grid.mid_radius(c / grid.rows()), grid.mid_depth(c % grid.rows()));
        if (r > 10.0 * 6.0 / kCells && r < 5.0) {
            EXPECT_NEAR(pressure[c], reference[c], 5e-3 * reference[c]) << "r = " << r;
        }
    }
}

}  // namespace
}  // namespace mesogrid
