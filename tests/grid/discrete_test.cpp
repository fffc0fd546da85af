/// V6, V8, V9, V22 on the grid: against the exact solution of the discrete equations.

#include <cmath>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/numerics/layer_spectrum.hpp"

#include "tests/support/convergence.hpp"
#include "tests/support/grid_media.hpp"
#include "tests/support/plain_grid.hpp"

namespace mesogrid {
namespace {

using grid::LayeredMedium;
using grid::LayeredStepper;
using grid::VoxelField;
using std::numbers::pi;

template <class Value>
void set(LayeredStepper<double>& stepper, Value value) {
    auto& field = stepper.field();
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) field.at(i, j, k) = value(i, j, k);
        }
    }
}

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
        set(stepper, [](std::size_t i, std::size_t j, std::size_t k) {
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
            set(stepper, [&](auto i, auto j, auto k) { return 3.0 + mode(i, j, k); });
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
        set(stepper, [&](auto, auto, std::size_t k) { return profile[k]; });
        stepper.step(2.0, SweepMode::second_order);
        stepper.settle();
        // closed ends are felt with e^-1.5 a cell: not at all 25 cells away
        for (std::size_t k = 25; k + 25 < column.size(); ++k) {
            EXPECT_NEAR(stepper.field().at(0, 0, k), profile[k], 1e-12 * profile[0]) << k;
        }
    }
}

/// Layers in which diffusion and clearance do not commute; one lateral mode on a level, whose exact
/// decay is that of the layers' dense spectrum at the mode's discrete wavenumber.
struct NonCommuting {
    LayeredMedium medium{.nx = 12, .ny = 10, .spacing = 0.3, .column = support::graded_column()};
    double time = 200.0;

    double wave(std::size_t i, std::size_t j) const {
        return std::cos(pi * 2.0 * (static_cast<double>(i) + 0.5) / 12.0) *
               std::cos(pi * (static_cast<double>(j) + 0.5) / 10.0);
    }
    /// Activity continuous across layers: data that are rough for Crank-Nicolson are not asked
    /// here.
    double profile(std::size_t k) const {
        double depth = 0.5 * medium.column.height[k];
        for (std::size_t i = 0; i < k; ++i) depth += medium.column.height[i];
        return medium.column.capacity[k] * (1.0 + std::exp(-depth * depth));
    }
    double start(std::size_t i, std::size_t j, std::size_t k) const {
        return profile(k) * (1.0 + 0.5 * wave(i, j));
    }
    std::vector<double> carried(double k_squared) const {
        const LayerOperator layers(medium.column);
        const LayerSpectrum spectrum = decompose(layers, std::sqrt(k_squared));
        std::vector<double> y;
        for (std::size_t k = 0; k < layers.size(); ++k) y.push_back(layers.scale()[k] * profile(k));
        std::vector<double> components = spectrum.project(y);
        for (std::size_t m = 0; m < components.size(); ++m) {
            components[m] *= decay(spectrum.rates[m], time);
        }
        y = spectrum.combine(components);
        for (std::size_t k = 0; k < y.size(); ++k) y[k] /= layers.scale()[k];
        return y;
    }
    std::vector<double> exact() const {
        const auto square = [&](double mode, double n) {
            const double s = std::sin(0.5 * pi * mode / n);
            return 4.0 * s * s / (medium.spacing * medium.spacing);
        };
        const std::vector<double> level = carried(0.0);
        const std::vector<double> mode = carried(square(2.0, 12.0) + square(1.0, 10.0));
        std::vector<double> values;
        for (std::size_t k = 0; k < level.size(); ++k) {
            for (std::size_t j = 0; j < 10; ++j) {
                for (std::size_t i = 0; i < 12; ++i) {
                    values.push_back(level[k] + 0.5 * mode[k] * wave(i, j));
                }
            }
        }
        return values;
    }
};

double relative_l2(const std::vector<double>& a, const std::vector<double>& b) {
    double away = 0.0;
    double norm = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        away += (a[i] - b[i]) * (a[i] - b[i]);
        norm += b[i] * b[i];
    }
    return std::sqrt(away / norm);
}

TEST(V22Splitting, IsOfSecondOrderWhereTheOperatorsDoNotCommute) {
    const NonCommuting c;
    const std::vector<double> exact = c.exact();
    std::vector<double> errors;
    std::vector<double> open;  // with the half steps along z joined
    for (const int steps : {128, 256, 512, 1024}) {
        for (const bool joined : {false, true}) {
            LayeredStepper<double> stepper(c.medium);
            set(stepper, [&](auto i, auto j, auto k) { return c.start(i, j, k); });
            for (int s = 0; s < steps; ++s) {
                stepper.step(c.time / steps, SweepMode::second_order);
                if (!joined) stepper.settle();
            }
            stepper.settle();
            EXPECT_EQ(stepper.tally().lines_fallen, 0U);
            (joined ? open : errors)
                .push_back(relative_l2(support::values_of(stepper.field()), exact));
        }
    }
    support::expect_order_in_time(errors, 2.0);
    support::expect_order_in_time(open, 2.0);
}

TEST(V22Splitting, WouldBeOfFirstOrderWithoutItsSymmetry) {
    const NonCommuting c;
    const std::vector<double> exact = c.exact();
    std::vector<double> errors;
    for (const int steps : {64, 128, 256, 512}) {
        support::PlainStepper stepper(c.medium);
        for (std::size_t k = 0; k < c.medium.column.size(); ++k) {
            for (std::size_t j = 0; j < 10; ++j) {
                for (std::size_t i = 0; i < 12; ++i) stepper.at(i, j, k) = c.start(i, j, k);
            }
        }
        for (int s = 0; s < steps; ++s) stepper.planes_then_columns(c.time / steps, false);
        errors.push_back(relative_l2(stepper.values(), exact));
    }
    support::expect_order_in_time(errors, 1.0);
}

TEST(LayeredStepper, FollowsThePlainTwinStepByStep) {
    const LayeredMedium medium{
        .nx = 33, .ny = 21, .spacing = 0.2, .column = support::graded_column()};
    LayeredStepper<double> stepper(medium);
    support::PlainStepper twin(medium);
    support::fill(stepper.field(), 9, true);
    twin.values() = support::values_of(stepper.field());
    double cleared = 0.0;
    for (int s = 0; s < 6; ++s) {
        const double dt = 20.0 * (s + 1);
        stepper.step(dt, s < 2 ? SweepMode::damped : SweepMode::second_order);
        cleared += stepper.cleared_in_step();
        stepper.settle();
        twin.step(dt, s < 2);
    }
    EXPECT_EQ(stepper.tally().lines_fallen, twin.fallen());
    EXPECT_NEAR(cleared, twin.cleared(), 1e-13 * twin.cleared());
    EXPECT_LE(relative_l2(support::values_of(stepper.field()), twin.values()), 1e-14);
}

TEST(LayeredStepper, KeepsItsMassOverAThousandSteps) {
    const auto drift = [](auto zero) {
        using T = decltype(zero);
        LayeredStepper<T> stepper(
            {.nx = 40, .ny = 36, .spacing = 0.2, .column = support::graded_column()});
        support::fill(stepper.field(), 3, true);
        const double before = stepper.amount();
        double cleared = 0.0;
        for (int s = 0; s < 1000; ++s) {
            stepper.step(s < 300 ? 1.0 : 7.0, s < 2 ? SweepMode::damped : SweepMode::second_order);
            cleared += stepper.cleared_in_step();
        }
        stepper.settle();
        return std::abs(stepper.amount() + cleared - before) / before;
    };
    EXPECT_LE(drift(0.0), 1e-12);
    EXPECT_LE(drift(0.0F), 1e-6);
}

}  // namespace
}  // namespace mesogrid
