#include "engine/geometry/visiting_order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

namespace mesogrid {
namespace {

std::vector<Point> scattered(std::uint32_t count, std::uint64_t seed = 1) {
    std::vector<Point> points;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto number = [&](std::uint32_t which) {
            return uniform_random({.seed = seed, .puncture = i, .index = which});
        };
        points.push_back({100.0 * number(0), 100.0 * number(1)});
    }
    return points;
}

std::vector<Point> ordered(const std::vector<Point>& points,
                           const std::vector<std::size_t>& order) {
    std::vector<Point> path;
    path.reserve(order.size());
    for (const std::size_t i : order) path.push_back(points[i]);
    return path;
}

double length_by(const std::vector<Point>& points) {
    return path_length(ordered(points, short_path(points)));
}

/// The shortest of all orders.
double shortest(const std::vector<Point>& points) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    double least = std::numeric_limits<double>::infinity();
    do {
        least = std::min(least, path_length(ordered(points, order)));
    } while (std::next_permutation(order.begin(), order.end()));
    return least;
}

TEST(ShortPath, VisitsEveryPointOnce) {
    for (const std::uint32_t count : {0U, 1U, 2U, 3U, 17U, 500U}) {
        std::vector<std::size_t> order = short_path(scattered(count));
        std::sort(order.begin(), order.end());
        ASSERT_EQ(order.size(), count);
        for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(order[i], i);
    }
}

TEST(ShortPath, IsNearTheShortestOfAllOrdersForAFewPoints) {
    // 2-opt with Or-opt stays within about 5 % of the optimum (Johnson & McGeoch 1997); the bound
    // here is for every single one of 40 sets, so it is wider than for their mean.
    double sum = 0.0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const std::vector<Point> points = scattered(8, seed);
        const double ratio = length_by(points) / shortest(points);
        EXPECT_GE(ratio, 1.0 - 1e-12);
        EXPECT_LE(ratio, 1.25);
        sum += ratio;
    }
    EXPECT_LE(sum / 40.0, 1.05);
}

TEST(ShortPath, IsNeverLongerThanTheOrderGiven) {
    std::vector<Point> serpentine;
    for (int j = 0; j < 20; ++j) {
        for (int i = 0; i < 20; ++i) {
            serpentine.push_back({5.0 * (j % 2 == 0 ? i : 19 - i), 5.0 * j});
        }
    }
    // 400 points at 5 mm: 399 steps of 5 mm cannot be beaten.
    EXPECT_NEAR(length_by(serpentine), 399 * 5.0, 1e-9);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const std::vector<Point> points = scattered(60, seed);
        EXPECT_LE(length_by(points), path_length(points) + 1e-9);
    }
}

TEST(ShortPath, StaysWithinAQuarterOfTheSpanningTree) {
    // Uniform points: spanning tree 0.633 sqrt(n A) (Cortina-Borja & Robinson 2000), shortest tour
    // 0.7124 sqrt(n A) (Johnson & McGeoch 1996), a ratio of 1.125; 5 % for the heuristic and 5 %
    // for the border make 1.24.
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const std::vector<Point> points = scattered(1000, seed);
        const double tree = spanning_tree_length(points);
        EXPECT_GE(length_by(points), tree);
        EXPECT_LE(length_by(points), 1.25 * tree);
    }
}

TEST(ShortPath, HasTheSameBitsForAnyNumberOfThreads) {
    const int before = thread_count();
    const std::vector<Point> points = scattered(700);
    set_thread_count(1);
    const auto alone = short_path(points);
    set_thread_count(4);
    EXPECT_EQ(short_path(points), alone);
    set_thread_count(before);
}

TEST(ShortPath, TakesPointsOnOneLineAndCoincidentOnes) {
    std::vector<Point> line;
    for (const int i : {5, 1, 4, 0, 3, 2, 2, 2}) line.push_back({10.0 * i, 7.0});
    EXPECT_NEAR(length_by(line), 50.0, 1e-9);
    EXPECT_EQ(length_by(std::vector<Point>(50, Point{1, 2})), 0.0);
}

TEST(ShortPath, FollowsATurnOfThePoints) {
    const std::vector<Point> points = scattered(200);
    std::vector<Point> turned;
    turned.reserve(points.size());
    for (const Point p : points) turned.push_back(rotated(p, 0.6, {3, 4}) + Point{17, -9});
    // Buckets lie otherwise, but neighbours and gains are the same: the same path.
    EXPECT_EQ(short_path(points), short_path(turned));
}

TEST(SpanningTree, OfARowIsItsExtent) {
    EXPECT_DOUBLE_EQ(spanning_tree_length(std::vector<Point>{{0, 0}, {9, 0}, {4, 0}}), 9.0);
    EXPECT_EQ(spanning_tree_length(std::vector<Point>{{1, 1}}), 0.0);
    EXPECT_EQ(spanning_tree_length({}), 0.0);
}

}  // namespace
}  // namespace mesogrid
