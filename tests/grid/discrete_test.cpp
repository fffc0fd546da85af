/// V6, V8, V9 on the grid: against the exact solution of the discrete equations.

#include <cmath>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/grid_media.hpp"

namespace mesogrid {
namespace {

using grid::LayeredStepper;
using grid::VoxelField;
using std::numbers::pi;

void for_each_cell(const VoxelField<double>& field,
                   const std::function<void(std::size_t, std::size_t, std::size_t)>& use) {
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) use(i, j, k);
        }
    }
}

TEST(V8SecondMoment, GrowsPerAxisAndStepByTwiceTheDiffusivity) {
    const double d = 1e-3;
    const double dt = 40.0;
    for (const SweepMode mode : {SweepMode::second_order, SweepMode::damped}) {
        LayeredStepper<double> stepper({.nx = 80,
                                        .ny = 84,
                                        .spacing = 0.25,
                                        .column = support::equal_column(90, 0.2, d, 0.0)});
        // a lump in the middle; the solves decay by 1/3 a cell towards the walls
        support::set(stepper, [](std::size_t i, std::size_t j, std::size_t k) {
            return i >= 38 && i < 43 && j >= 40 && j < 44 && k >= 44 && k < 49
                       ? 1.0 + 0.1 * static_cast<double>(i + 2 * j + 3 * k)
                       : 0.0;
        });
        const auto moments = [&] {
            const auto& field = stepper.field();
            std::vector<double> m(7, 0.0);
            for_each_cell(field, [&](std::size_t i, std::size_t j, std::size_t k) {
                const double c = field.at(i, j, k);
                const double at[3] = {0.25 * (static_cast<double>(i) - 40.0),
                                      0.25 * (static_cast<double>(j) - 42.0),
                                      0.2 * (static_cast<double>(k) - 46.0)};
                m[0] += c;
                for (std::size_t a = 0; a < 3; ++a) {
                    m[1 + a] += c * at[a];
                    m[4 + a] += c * at[a] * at[a];
                }
            });
            return m;
        };
        const std::vector<double> before = moments();
        stepper.step(dt, mode);
        stepper.settle();
        const std::vector<double> after = moments();
        EXPECT_NEAR(after[0], before[0], 1e-13 * before[0]);
        for (std::size_t a = 0; a < 3; ++a) {
            // the largest of the terms that the moment is a sum of: 10 mm away
            EXPECT_NEAR(after[1 + a], before[1 + a], 1e-13 * 10.0 * before[0]);
            EXPECT_NEAR(
                after[4 + a] - before[4 + a], 2.0 * d * dt * before[0], 1e-13 * 100.0 * before[0]);
        }
    }
}

TEST(V9DiscreteMode, IsMultipliedByTheAmplitudeFactorOfEverySweep) {
    const double d = 1e-3;
    const double kappa = 2e-4;
    const double dt = 30.0;
    const std::size_t nx = 24;
    const std::size_t ny = 20;
    const std::size_t nz = 18;
    const double h = 0.25;
    const double hz = 0.2;
    const auto eigenvalue = [&](std::size_t mode, std::size_t n, double cell) {
        const double s = std::sin(0.5 * pi * static_cast<double>(mode) / static_cast<double>(n));
        return 4.0 * d / (cell * cell) * s * s;
    };
    const auto wave = [](std::size_t mode, std::size_t i, std::size_t n) {
        return std::cos(pi * static_cast<double>(mode) * (static_cast<double>(i) + 0.5) /
                        static_cast<double>(n));
    };
    for (const bool damped : {false, true}) {
        const auto factor = [&](double rate, double step) {
            const double z = 0.5 * rate * step;
            return damped ? 1.0 / ((1.0 + z) * (1.0 + z)) : (1.0 - z) / (1.0 + z);
        };
        for (const auto& [p, q, r] : {std::tuple{3, 0, 0}, {0, 5, 0}, {0, 0, 4}, {2, 7, 3}}) {
            const auto mx = static_cast<std::size_t>(p);
            const auto my = static_cast<std::size_t>(q);
            const auto mz = static_cast<std::size_t>(r);
            LayeredStepper<double> stepper({.nx = nx,
                                            .ny = ny,
                                            .spacing = h,
                                            .column = support::equal_column(nz, hz, d, kappa)});
            // on a level that keeps everything above zero
            const auto mode = [&](std::size_t i, std::size_t j, std::size_t k) {
                return wave(mx, i, nx) * wave(my, j, ny) * wave(mz, k, nz);
            };
            support::set(stepper, [&](auto i, auto j, auto k) { return 3.0 + mode(i, j, k); });
            constexpr int kSteps = 5;
            for (int s = 0; s < kSteps; ++s) {
                stepper.step(dt, damped ? SweepMode::damped : SweepMode::second_order);
                stepper.settle();
            }
            const double once = factor(eigenvalue(mx, nx, h), dt) *
                                factor(eigenvalue(my, ny, h), dt) *
                                std::pow(factor(eigenvalue(mz, nz, hz), 0.5 * dt), 2);
            const double kept = std::exp(-kappa * dt * kSteps);
            for_each_cell(stepper.field(), [&](std::size_t i, std::size_t j, std::size_t k) {
                ASSERT_NEAR(stepper.field().at(i, j, k),
                            kept * (3.0 + std::pow(once, kSteps) * mode(i, j, k)),
                            4e-13);  // 1e-13 of each of 3 + 1
            });
            EXPECT_EQ(stepper.tally().lines_fallen, 0U);
        }
    }
}

TEST(V6SteadyFlux, LeavesAProfileOfConstantFluxAsItIs) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
        CellColumn column;
        for (std::size_t k = 0; k < 60 * count; ++k) {
            const std::size_t layer = k / 60;
            column.height.push_back(0.1 + 0.002 * static_cast<double>(k % 7));
            column.diffusivity.push_back(1e-3 * (1.0 + 0.7 * static_cast<double>(layer)));
            column.clearance.push_back(0.0);
            column.capacity.push_back(layer % 2 == 0 ? 0.4 : 0.15);
        }
        // activity falls by L/(g D) over every half cell (Crank 1975, 12.2)
        std::vector<double> profile(column.size());
        double activity = 1e4 * static_cast<double>(count);
        for (std::size_t k = 0; k < column.size(); ++k) {
            const double half =
                0.5 * column.height[k] / (column.capacity[k] * column.diffusivity[k]);
            activity -= half;
            profile[k] = column.capacity[k] * activity;
            activity -= half;
        }
        LayeredStepper<double> stepper({.nx = 1, .ny = 1, .spacing = 1.0, .column = column});
        support::set(stepper, [&](auto, auto, std::size_t k) { return profile[k]; });
        stepper.step(2.0, SweepMode::second_order);
        stepper.settle();
        // closed ends are felt with e^-1.5 a cell: not at all 25 cells away
        for (std::size_t k = 25; k + 25 < column.size(); ++k) {
            EXPECT_NEAR(stepper.field().at(0, 0, k), profile[k], 1e-12 * profile[0]) << k;
        }
    }
}

}  // namespace
}  // namespace mesogrid
