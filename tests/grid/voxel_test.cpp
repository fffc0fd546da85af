/// Voxels with coefficients of their own against an oracle of tiny explicit steps (V22).

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/convergence.hpp"
#include "tests/support/explicit_oracle.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/grid_media.hpp"
#include "tests/support/voxel_media.hpp"

namespace mesogrid {
namespace {

using grid::VoxelStepper;

/// A scar: diffusivity falls twentyfold and clearance fourfold towards its middle.
support::Varied scar(double saturation) {
    const auto depth_of_scar = [](std::size_t i, std::size_t j) {
        const double x = static_cast<double>(i) - 6.3;
        const double y = static_cast<double>(j) - 3.1;
        return std::exp(-0.08 * (x * x + y * y));
    };
    return {.diffusivity =
                [=](std::size_t i, std::size_t j, std::size_t k) {
                    return (k < 3 ? 4e-4 : 9e-4) / (1.0 + 19.0 * depth_of_scar(i, j));
                },
            .capacity = [](std::size_t, std::size_t, std::size_t k) { return k < 3 ? 0.4 : 0.15; },
            .clearance =
                [=](std::size_t i, std::size_t j, std::size_t k) {
                    return (k < 1 ? 0.0 : 2e-3) / (1.0 + 3.0 * depth_of_scar(i, j));
                },
            .saturation = saturation};
}

std::vector<double> smooth_start(std::size_t nx, std::size_t ny, std::size_t nz) {
    std::vector<double> values;
    for (std::size_t k = 0; k < nz; ++k) {
        for (std::size_t j = 0; j < ny; ++j) {
            for (std::size_t i = 0; i < nx; ++i) {
                const double x = static_cast<double>(i) - 4.0;
                const double y = static_cast<double>(j) - 5.0;
                values.push_back(
                    (k < 3 ? 0.4 : 0.15) *
                    (0.3 + std::exp(-0.1 * (x * x + y * y) - 0.1 * static_cast<double>(k))));
            }
        }
    }
    return values;
}

void expect_oracle(double saturation) {
    const std::size_t nx = 13;
    const std::size_t ny = 11;
    const std::vector<double> height = {0.1, 0.12, 0.15, 0.2, 0.25, 0.3};
    const support::Varied varied = scar(saturation);
    const std::vector<double> start = smooth_start(nx, ny, height.size());
    const double time = 300.0;
    const support::ExplicitOracle oracle{
        .nx = nx,
        .ny = ny,
        .height = height,
        .spacing = 0.25,
        .diffusivity = varied.diffusivity,
        .capacity = varied.capacity,
        .reaction = [&](std::size_t i, std::size_t j, std::size_t k, double a) {
            return -varied.clearance(i, j, k) * a / (1.0 + a * saturation);
        }};
    // D dt/h^2 below 0.03 and fourth order: 1e-9 of the field
    const std::vector<double> exact = oracle.run(start, time, 400);
    std::vector<double> errors;
    for (const int steps : {64, 128, 256, 512}) {
        VoxelStepper<double> stepper(support::voxels_of(nx, ny, height, 0.25, varied));
        support::set(stepper, start);
        for (int s = 0; s < steps; ++s) stepper.step(time / steps, SweepMode::second_order);
        stepper.settle();
        EXPECT_EQ(stepper.tally().lines_fallen, 0U);
        errors.push_back(support::relative_l2(support::values_of(stepper.field()), exact));
    }
    EXPECT_LE(errors.back(), 1e-5);
    const std::vector<double> orders = support::observed_orders(errors);
    EXPECT_NEAR(orders[1], 2.0, 0.05);
    EXPECT_NEAR(orders[2], 2.0, 0.05);
}

TEST(VoxelStepper, ConvergesToTheExplicitOracleInAScar) {
    expect_oracle(0.0);
}

TEST(V22Splitting, IsOfSecondOrderInAScarWhoseClearanceSaturates) {
    expect_oracle(3.0);
}

}  // namespace
}  // namespace mesogrid
