#include "engine/geometry/spacing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace mesogrid {
namespace {

using units::mm;

std::vector<Point> scattered(unsigned count) {
    std::vector<Point> points;
    for (unsigned i = 0; i < count; ++i) {
        points.push_back({-20.0 + 40.0 * uniform_random({.seed = 3, .puncture = i, .index = 0}),
                          -15.0 + 30.0 * uniform_random({.seed = 3, .puncture = i, .index = 1})});
    }
    return points;
}

TEST(NearestNeighbours, AreWhatEveryPairSays) {
    const std::vector<Point> points = scattered(300);
    const std::vector<double> nearest = nearest_neighbour_distances(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        double expected = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < points.size(); ++j) {
            if (j != i) expected = std::min(expected, distance(points[i], points[j]));
        }
        EXPECT_EQ(nearest[i], expected) << i;
    }
}

TEST(NearestNeighbours, KnowPointsInOneColumnAndPointsOnOneAnother) {
    EXPECT_EQ(nearest_neighbour_distances({{1, 0}, {1, 5}, {1, 7}}),
              (std::vector<double>{5.0, 2.0, 2.0}));
    EXPECT_EQ(nearest_neighbour_distances({{1, 2}, {1, 2}, {4, 2}}),
              (std::vector<double>{0.0, 0.0, 3.0}));
    EXPECT_TRUE(nearest_neighbour_distances({{1, 2}}).empty());
}

TEST(CoveringRadius, IsHalfTheDiagonalOfASquareLattice) {
    std::vector<Point> points;
    for (int j = 0; j < 4; ++j) {
        for (int i = 0; i < 5; ++i) points.push_back({-20.0 + 10.0 * i, -15.0 + 10.0 * j});
    }
    EXPECT_NEAR(covering_radius(points, Outline::rectangle(50.0 * mm, 40.0 * mm)),
                5.0 * std::sqrt(2.0),
                1e-12);
}

TEST(CoveringRadius, IsTheFarthestPointOfAFineGridToWithinHalfItsDiagonal) {
    // The distance to the nearest point changes by no more than the way, and no place is farther
    // than half the diagonal of the grid from a grid point (inside, but for the borders: 1 mesh).
    const Outline outline = Outline::polygon({{-18, -12}, {19, -13}, {15, 14}, {0, 2}, {-16, 13}})
                                .without(Outline::rectangle(6.0 * mm, 4.0 * mm, {0.0, -5.0}));
    const std::vector<Point> points = scattered(40);
    constexpr double kMesh = 0.05;
    double farthest = 0.0;
    for (double y = -15.0; y <= 15.0; y += kMesh) {
        for (double x = -20.0; x <= 20.0; x += kMesh) {
            if (!outline.contains({x, y})) continue;
            double nearest = std::numeric_limits<double>::infinity();
            for (const Point p : points) nearest = std::min(nearest, distance(p, {x, y}));
            farthest = std::max(farthest, nearest);
        }
    }
    const double radius = covering_radius(points, outline);
    EXPECT_GE(radius, farthest - 2e-3);  // cut to 1 um
    EXPECT_LE(radius, farthest + std::sqrt(2.0) * kMesh);
}

}  // namespace
}  // namespace mesogrid
