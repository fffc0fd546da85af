/// V20: mirror, swap of x and y, quarter turn and shift by whole cells move the map alike.

#include <functional>

#include <gtest/gtest.h>

#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

using Move = std::function<Point(Point)>;
using CellMove = std::function<std::pair<int, int>(int, int)>;

constexpr int kCells = 14;

std::vector<Map> solve(const Move& move, Point shift = {}) {
    support::TransportCase c(
        {{0.5, 2e-4, 0.0, 0.4}, {2.0, 5e-4, 1e-3, 0.2}},
        support::raster_at(-3.5 + shift.x, -3.5 + shift.y, 0.5, kCells, kCells),
        Walls::open);
    const auto shape = support::gaussian(0.7, 0.8, c.depth());
    const std::vector<std::pair<Point, double>> doses = {
        {{-2.1, 0.4}, 10.0}, {{1.3, 2.6}, 7.0}, {{0.9, -1.7}, 15.0}};
    for (const auto& [position, amount] : doses) c.add(shape, move(position) + shift, amount);
    // Depots at mirrored places too, so that the padding is the same on every side.
    for (const double x : {-3.0, 3.0}) {
        for (const double y : {-3.0, 3.0}) c.add(shape, Point{x, y} + shift, 1e-3);
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, 1.0, 3600.0);
    c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, 1.0, 600.0);
    c.ask(ExposureQuantity::areal_dose, Reduction::depth_integral, 0.0, 1.0);
    return c.solve().maps;
}

void expect_moved(const std::vector<Map>& moved, const CellMove& to) {
    const auto still = solve([](Point p) { return p; });
    for (std::size_t request = 0; request < still.size(); ++request) {
        double worst = 0.0;
        for (int j = 0; j < kCells; ++j) {
            for (int i = 0; i < kCells; ++i) {
                const auto [x, y] = to(i, j);
                const Raster& raster = still[request].raster;
                worst = std::max(worst,
                                 std::abs(moved[request].values[raster.index(x, y)] -
                                          still[request].values[raster.index(i, j)]));
            }
        }
        EXPECT_LE(worst, 1e-13 * support::peak(still[request].values)) << "request " << request;
    }
}

TEST(V20Symmetry, FollowsAMirrorInX) {
    expect_moved(solve([](Point p) {
                     return Point{-p.x, p.y};
                 }),
                 [](int i, int j) { return std::pair(kCells - 1 - i, j); });
}

TEST(V20Symmetry, FollowsAMirrorInY) {
    expect_moved(solve([](Point p) {
                     return Point{p.x, -p.y};
                 }),
                 [](int i, int j) { return std::pair(i, kCells - 1 - j); });
}

TEST(V20Symmetry, FollowsASwapOfXAndY) {
    expect_moved(solve([](Point p) {
                     return Point{p.y, p.x};
                 }),
                 [](int i, int j) { return std::pair(j, i); });
}

TEST(V20Symmetry, FollowsAQuarterTurn) {
    expect_moved(solve([](Point p) {
                     return Point{-p.y, p.x};
                 }),
                 [](int i, int j) { return std::pair(kCells - 1 - j, i); });
}

TEST(V20Symmetry, FollowsAShiftByWholeCells) {
    expect_moved(solve([](Point p) { return p; }, {64.5, -31.0}),
                 [](int i, int j) { return std::pair(i, j); });
}

}  // namespace
}  // namespace mesogrid
