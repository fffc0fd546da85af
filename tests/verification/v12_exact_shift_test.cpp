#include <gtest/gtest.h>

#include "engine/numerics/ring_solute.hpp"

#include "tests/support/ring_case.hpp"

/// V12: a block carried at a Courant number of exactly 1 by the explicit step.
namespace mesogrid {
namespace {

TEST(V12ExactShift, MovesABlockByWholeCellsBitForBit) {
    constexpr std::size_t kCells = 64;
    const RingGrid grid({0.0, 1.0}, support::even_faces(0.0, 16.0, kCells));  // h = 2^-2
    const double speed = 2.0;
    const double dt = 0.125;  // v dt = h
    RingFaces flux(grid);
    for (std::size_t j = 0; j + 1 < kCells; ++j) flux.lower[j] = speed * grid.plan_area(0);
    const std::vector<double> volume = support::volumes(grid);
    std::vector<double> c(kCells, 0.0);
    for (std::size_t j = 8; j < 20; ++j) c[j] = 1.0;
    const std::vector<double> before = c;
    constexpr std::size_t kSteps = 30;
    for (std::size_t s = 0; s < kSteps; ++s) {
        c = advance_solute_explicitly(
            grid, {.duration = dt, .flux = &flux, .before = volume, .after = volume}, c);
    }
    for (std::size_t j = 0; j < kCells; ++j) {
        EXPECT_EQ(c[j], j < kSteps ? 0.0 : before[j - kSteps]) << "cell " << j;
    }
}

}  // namespace
}  // namespace mesogrid
