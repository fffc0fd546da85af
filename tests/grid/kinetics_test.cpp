/// V17, V18: binding and saturable clearance against closed forms.

#include "engine/transport/grid/kinetics.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/voxel_media.hpp"

namespace mesogrid {
namespace {

using grid::VoxelMedium;
using grid::VoxelStepper;
using grid::VoxelTissue;

TEST(V18SaturableClearance, FollowsTheLambertFunction) {
    // c + K ln c = c0 + K ln c0 - V t, solved by bisection: an oracle of its own
    for (const double c0 : {1e-6, 0.02, 1.0, 50.0}) {
        for (const double k_m : {0.05, 1.0, 30.0}) {
            for (const double vt : {0.0, 0.3, 5.0, 80.0}) {
                const double wanted = c0 + k_m * std::log(c0) - vt;
                double low = -800.0;
                double high = std::log(c0);
                for (int i = 0; i < 200; ++i) {
                    const double y = 0.5 * (low + high);
                    (std::exp(y) + k_m * y < wanted ? low : high) = y;
                }
                const double exact = std::exp(0.5 * (low + high));
                const double found = grid::after_clearance(c0, 1.0 / k_m, 1.0 / k_m, vt);
                EXPECT_GE(found, 0.0);
                // an error of the logarithm is one of the value
                EXPECT_NEAR(found, exact, 1e-12 * exact * (1.0 + vt / k_m))
                    << c0 << ' ' << k_m << ' ' << vt;
            }
        }
    }
}

TEST(V18SaturableClearance, StaysAboveZeroAndIsFirstOrderAtLowConcentration) {
    EXPECT_EQ(grid::after_clearance(0.0, 1.0, 2.0, 1.0), 0.0);
    EXPECT_GE(grid::after_clearance(1.0, 1e6, 2.0, 1.0), 0.0);
    EXPECT_NEAR(grid::after_clearance(1e-9, 0.7, 1.0, 1.0) / 1e-9, std::exp(-0.7), 1e-9);
}

TEST(V17Binding, RelaxesToItsBalanceAndKeepsItsMass) {
    // well mixed, no clearance: b = b_inf (1 - exp(-(k_on + k_off) t))
    VoxelMedium medium{.nx = 3, .ny = 2, .spacing = 0.5, .height = {0.2, 0.3}};
    medium.resistivity.assign(medium.size(), 1e3);
    medium.capacity.assign(medium.size(), 1.0);
    medium.clearance.assign(medium.size(), 0.0);
    medium.binding.assign(medium.size(), 3e-3);
    medium.release.assign(medium.size(), 1e-3);
    VoxelStepper<double> stepper(std::make_shared<const VoxelTissue<double>>(medium));
    support::set(stepper, std::vector<double>(medium.size(), 2.0));
    const double before = stepper.amount();
    for (int s = 0; s < 40; ++s) {
        stepper.step(20.0, SweepMode::second_order);
        EXPECT_EQ(stepper.tally().lines_fallen, 0U);
    }
    stepper.settle();
    const double bound = 2.0 * 0.75 * (1.0 - std::exp(-4e-3 * 800.0));
    EXPECT_NEAR(stepper.field().at(1, 1, 1), 2.0 - bound, 1e-12);
    EXPECT_NEAR(stepper.total().at(1, 1, 1), 2.0, 1e-12);
    EXPECT_NEAR(stepper.amount(), before, 1e-13 * before);
}

TEST(V17Binding, SlowsDiffusionByTheBoundShareWhenItIsFast) {
    // D_eff = D/(1 + k_on/k_off): the second moment of all amount grows by 2 D_eff t
    const double d = 1e-3;
    const double ratio = 3.0;
    VoxelMedium medium{.nx = 101, .ny = 1, .spacing = 0.2, .height = {1.0}};
    medium.resistivity.assign(medium.size(), 1.0 / d);
    medium.capacity.assign(medium.size(), 1.0);
    medium.clearance.assign(medium.size(), 0.0);
    medium.binding.assign(medium.size(), 3.0);
    medium.release.assign(medium.size(), 1.0);
    VoxelStepper<double> stepper(std::make_shared<const VoxelTissue<double>>(medium));
    const auto moment = [&] {
        double sum = 0.0;
        double all = 0.0;
        for (std::size_t i = 0; i < 101; ++i) {
            const double x = 0.2 * (static_cast<double>(i) - 50.0);
            sum += x * x * stepper.total().at(i, 0, 0);
            all += stepper.total().at(i, 0, 0);
        }
        return sum / all;
    };
    for (std::size_t i = 0; i < 101; ++i) {
        const double x = 0.2 * (static_cast<double>(i) - 50.0);
        stepper.field().at(i, 0, 0) = std::exp(-x * x / 0.5);
    }
    // Damkohler number k L^2/D with L = 1 mm: 4e3
    for (int s = 0; s < 200; ++s) stepper.step(1.0, SweepMode::second_order);
    const double first = moment();
    for (int s = 0; s < 600; ++s) stepper.step(1.0, SweepMode::second_order);
    EXPECT_NEAR(
        (moment() - first) / 600.0, 2.0 * d / (1.0 + ratio), 0.01 * 2.0 * d / (1.0 + ratio));
}

}  // namespace
}  // namespace mesogrid
