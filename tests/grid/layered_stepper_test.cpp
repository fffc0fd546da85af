#include "engine/transport/grid/layered_stepper.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/grid_case.hpp"
#include "tests/support/grid_media.hpp"
#include "tests/support/plain_grid.hpp"

namespace mesogrid {
namespace {

using grid::LayeredMedium;
using grid::LayeredStepper;

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
    EXPECT_LE(support::relative_l2(support::values_of(stepper.field()), twin.values()), 1e-14);
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
