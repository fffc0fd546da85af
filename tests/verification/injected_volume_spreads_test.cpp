#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/ring_case.hpp"

/// An instantaneous volume in one layer: the heat kernel where the mobility is constant, and
/// Barenblatt's solution where it is a power of the pressure (test only): limits of the opening
/// flow with nothing opened.
namespace mesogrid {
namespace {

using std::numbers::pi;

constexpr double kReach = 4.0;

/// V (4 pi c t)^(-3/2) exp(-rho^2/(4 c t)), half of the space.
double kernel_error(std::size_t cells) {
    constexpr double kStart = 0.2;
    constexpr double kEnd = 0.4;
    const RingGrid grid(support::even_faces(0.0, kReach, cells),
                        support::even_faces(0.0, kReach, cells));
    const auto exact = [&](double t) {
        return support::at_centres(grid, [t](double r, double z) {
            return std::pow(4.0 * pi * t, -1.5) * std::exp(-(r * r + z * z) / (4.0 * t));
        });
    };
    const std::vector<double> none(grid.size(), 0.0);
    const std::size_t steps = cells * cells / 16;
    // mobility 0.25 and modulus 4: c = 1
    const std::vector<double> pressure =
        support::march(grid,
                       support::uniform_conductances(grid, 0.25),
                       4.0,
                       exact(kStart),
                       none,
                       none,
                       (kEnd - kStart) / static_cast<double>(steps),
                       steps);
    return support::relative_error(
        grid, pressure, exact(kEnd), [](double, double) { return true; });
}

TEST(InjectedVolume, SpreadsAsTheHeatKernelWithSecondOrder) {
    std::vector<double> errors;
    for (const std::size_t cells : {12U, 24U, 48U, 96U}) errors.push_back(kernel_error(cells));
    support::expect_order(errors, 2.0);
}

/// u_t = Laplacian(u^3) in space: tau^(-alpha) [C - kap rho^2 tau^(-2 beta)]_+^(1/2).
double barenblatt(double rho, double tau) {
    constexpr double kM = 3.0;
    const double beta = 1.0 / (3.0 * kM - 1.0);
    const double kap = (kM - 1.0) / (2.0 * kM * (3.0 * kM - 1.0));
    constexpr double kC = 0.2;
    const double inside = kC - kap * rho * rho * std::pow(tau, -2.0 * beta);
    return inside > 0.0 ? std::pow(tau, -3.0 * beta) * std::pow(inside, 1.0 / (kM - 1.0)) : 0.0;
}

struct Spread {
    double all = 0.0;       ///< relative L1
    double interior = 0.0;  ///< relative L2 within half of the front's radius
    double mass = 0.0;      ///< relative error of the volume
};

/// Contents u after steps of backward Euler with the mobility 3 u^2, by repeated substitution.
std::vector<double> marched_by_power(const RingGrid& grid,
                                     std::vector<double> u,
                                     double dt,
                                     std::size_t steps) {
    const std::vector<double> volume = support::volumes(grid);
    RingPressure solver(grid);
    std::vector<double> diagonal(grid.size());
    std::vector<double> right(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) diagonal[c] = volume[c] / dt;
    for (std::size_t s = 0; s < steps; ++s) {
        for (std::size_t c = 0; c < grid.size(); ++c) right[c] = volume[c] * u[c] / dt;
        for (int turn = 0; turn < 3; ++turn) {
            std::vector<double> mobility(grid.size());
            // the front must be able to move into what is empty
            for (std::size_t c = 0; c < grid.size(); ++c) {
                mobility[c] = std::max(3.0 * u[c] * u[c], 1e-12);
            }
            solver.set(conductances(grid, {mobility, mobility}), diagonal);
            u = solver.solve(right);
        }
    }
    return u;
}

Spread spread_by_power(std::size_t cells) {
    constexpr double kStart = 0.5;
    constexpr double kEnd = 2.0;
    const RingGrid grid(support::even_faces(0.0, kReach, cells),
                        support::even_faces(0.0, kReach, cells));
    const auto exact = [&](double tau) {
        return support::at_centres(
            grid, [tau](double r, double z) { return barenblatt(std::hypot(r, z), tau); });
    };
    const std::vector<double> volume = support::volumes(grid);
    const std::vector<double> start = exact(kStart);
    const std::size_t steps = cells * cells / 16;
    const std::vector<double> u =
        marched_by_power(grid, start, (kEnd - kStart) / static_cast<double>(steps), steps);
    const std::vector<double> reference = exact(kEnd);
    Spread spread;
    double before = 0.0;
    double after = 0.0;
    double total = 0.0;
    for (std::size_t c = 0; c < grid.size(); ++c) {
        spread.all += volume[c] * std::abs(u[c] - reference[c]);
        total += volume[c] * reference[c];
        before += volume[c] * start[c];
        after += volume[c] * u[c];
    }
    spread.all /= total;
    const double front = std::sqrt(0.2 / (2.0 / (2.0 * 3.0 * 8.0))) * std::pow(kEnd, 0.125);
    spread.interior = support::relative_error(
        grid, u, reference, [&](double r, double z) { return std::hypot(r, z) < 0.5 * front; });
    spread.mass = std::abs(after - before) / before;
    return spread;
}

TEST(InjectedVolume, SpreadsAsBarenblattSaysWhereMobilityIsAPowerOfPressure) {
    std::vector<double> all;
    std::vector<double> interior;
    for (const std::size_t cells : {12U, 24U, 48U}) {
        const Spread spread = spread_by_power(cells);
        all.push_back(spread.all);
        interior.push_back(spread.interior);
        EXPECT_LE(spread.mass, 1e-12);
    }
    // the front has an infinite gradient: order 1 is all that can be asked of the whole
    for (const double order : support::observed_orders(all)) EXPECT_GT(order, 0.9);
    for (const double order : support::observed_orders(interior)) EXPECT_GT(order, 1.5);
    EXPECT_LT(all.back(), 0.03);
}

}  // namespace
}  // namespace mesogrid
