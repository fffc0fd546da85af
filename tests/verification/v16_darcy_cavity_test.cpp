#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/ring_case.hpp"

/// V16: steady Darcy flow from a cavity, p = Q mu/(4 pi k r): the flux through closed surfaces of
/// the discrete solution, and the convergence of its pressure.
namespace mesogrid {
namespace {

using std::numbers::pi;

constexpr double kMobility = 0.7;
constexpr double kReach = 4.0;
constexpr double kCavity = 1.0;

double exact(double r, double z) {
    return 1.0 / (4.0 * pi * kMobility * std::hypot(r, z));
}

/// A cavity whose wall lies on faces of every grid; its pressure and that of the border are held.
bool in_cavity(double r, double z) {
    return r < kCavity && std::abs(z) < kCavity;
}

/// Half of the space: the plane z = 0 is a mirror.
double pressure_error(std::size_t cells) {
    const RingGrid grid(support::even_faces(0.0, kReach, cells),
                        support::even_faces(0.0, kReach, cells));
    const std::vector<double> reference = support::at_centres(grid, exact);
    std::vector<double> slope(grid.size(), 0.0);
    std::vector<double> right(grid.size(), 0.0);
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const bool held = i + 1 == grid.columns() || j + 1 == grid.rows() ||
                              in_cavity(grid.mid_radius(i), grid.mid_depth(j));
            if (!held) continue;
            const std::size_t c = grid.index(i, j);
            slope[c] = 1e13;
            right[c] = 1e13 * reference[c];
        }
    }
    RingPressure solver(grid);
    solver.set(support::uniform_conductances(grid, kMobility), slope);
    const std::vector<double> pressure = solver.solve(right);
    return support::relative_error(
        grid, pressure, reference, [](double r, double z) { return !in_cavity(r, z); });
}

TEST(V16DarcyCavity, ConvergesWithSecondOrder) {
    std::vector<double> errors;
    for (const std::size_t cells : {24U, 48U, 96U, 192U}) errors.push_back(pressure_error(cells));
    support::expect_order(errors, 2.0);
}

TEST(V16DarcyCavity, PassesTheInjectedRateThroughEveryClosedSurface) {
    constexpr std::size_t kCells = 24;
    const RingGrid grid(support::even_faces(0.0, kReach, kCells),
                        support::even_faces(-kReach, kReach, 2 * kCells));
    std::vector<double> slope(grid.size(), 0.0);
    std::vector<double> source(grid.size(), 0.0);
    for (std::size_t i = 0; i < grid.columns(); ++i) slope[grid.index(i, 0)] = 3.0;
    double injected = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = kCells - 3; j < kCells + 3; ++j) {
            source[grid.index(i, j)] = grid.volume(i, j);
            injected += grid.volume(i, j);
        }
    }
    const RingFaces conductance = support::uniform_conductances(grid, kMobility);
    RingPressure solver(grid);
    solver.set(conductance, slope);
    const RingFaces flux = face_fluxes(grid, conductance, solver.solve(source));
    for (std::size_t around = 4; around < kCells; ++around) {
        double out = 0.0;
        for (std::size_t j = kCells - around; j < kCells + around; ++j) {
            out += flux.outer[grid.index(around - 1, j)];
        }
        for (std::size_t i = 0; i < around; ++i) {
            if (kCells + around < grid.rows()) {
                out += flux.lower[grid.index(i, kCells + around - 1)];
            }
            out -= flux.lower[grid.index(i, kCells - around - 1)];
        }
        EXPECT_NEAR(out, injected, 1e-12 * injected) << around;
    }
}

}  // namespace
}  // namespace mesogrid
