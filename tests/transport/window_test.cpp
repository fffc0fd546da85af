#include "engine/transport/spectral/window.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/transport_case.hpp"

namespace mesogrid::spectral {
namespace {

TEST(ImagePadding, PutsTheImageWhereTheToleranceAsks) {
    const double padding = image_padding(0.8, 1e-3, 500.0, 1e-10);
    const double variance = 0.64 + 1.0;
    EXPECT_NEAR(std::exp(-4.0 * padding * padding / (2.0 * variance)), 1e-10, 1e-23);
}

TEST(ChooseWindow, HoldsRasterDepotsAndProbesInWholeCells) {
    support::TransportCase c(
        {{2.0, 1e-3}}, support::raster_at(-5.0, -4.0, 0.3, 30, 20), Walls::open);
    c.add(support::gaussian(0.5, 1.0, 2.0), {-7.0, 0.0}, 1.0);
    c.probe({0.0, 6.0}, 1.0);
    const Box window = choose_window(c.problem, 2.5);
    EXPECT_LE(window.low.x, -9.5);
    EXPECT_LE(window.low.y, -6.5);
    EXPECT_GE(window.high.x, 4.0 + 2.5);
    EXPECT_GE(window.high.y, 8.5);
    for (const double cells :
         {(-5.0 - window.low.x) / 0.3, (window.high.x - 4.0) / 0.3, (window.high.y - 2.0) / 0.3}) {
        EXPECT_NEAR(cells, std::round(cells), 1e-12);
    }
}

TEST(ChooseWindow, IsTheRasterBetweenMirrors) {
    support::TransportCase c(
        {{2.0, 1e-3}}, support::raster_at(-5.0, -4.0, 0.3, 30, 20), Walls::mirrored);
    const Box window = choose_window(c.problem, 2.5);
    EXPECT_EQ(window.low, c.problem.raster.box().low);
    EXPECT_EQ(window.high, c.problem.raster.box().high);
}

}  // namespace
}  // namespace mesogrid::spectral
