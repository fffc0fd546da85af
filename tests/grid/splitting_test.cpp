/// V22 on the grid: layers in which diffusion and clearance do not commute.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/numerics/layer_spectrum.hpp"

#include "tests/support/convergence.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/grid_media.hpp"
#include "tests/support/plain_grid.hpp"

namespace mesogrid {
namespace {

using grid::LayeredMedium;
using grid::LayeredStepper;
using std::numbers::pi;

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

TEST(V22Splitting, IsOfSecondOrderWhereTheOperatorsDoNotCommute) {
    const NonCommuting c;
    const std::vector<double> exact = c.exact();
    std::vector<double> errors;
    std::vector<double> open;  // with the half steps along z joined
    for (const int steps : {128, 256, 512, 1024}) {
        for (const bool joined : {false, true}) {
            LayeredStepper<double> stepper(c.medium);
            support::set(stepper, [&](auto i, auto j, auto k) { return c.start(i, j, k); });
            for (int s = 0; s < steps; ++s) {
                stepper.step(c.time / steps, SweepMode::second_order);
                if (!joined) stepper.settle();
            }
            stepper.settle();
            EXPECT_EQ(stepper.tally().lines_fallen, 0U);
            (joined ? open : errors)
                .push_back(support::relative_l2(support::values_of(stepper.field()), exact));
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
        errors.push_back(support::relative_l2(stepper.values(), exact));
    }
    support::expect_order_in_time(errors, 1.0);
}

}  // namespace
}  // namespace mesogrid
