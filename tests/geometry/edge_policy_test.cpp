#include "engine/geometry/edge_policy.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"

#include "tests/geometry/sample_outlines.hpp"

namespace mesogrid {
namespace {

using units::mm;

std::vector<Point> grid(int nx, int ny, double pitch) {
    std::vector<Point> points;
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            points.push_back({(i - 0.5 * (nx - 1)) * pitch, (j - 0.5 * (ny - 1)) * pitch});
        }
    }
    return points;
}

/// Points without any order in the box of the outline.
std::vector<Point> scattered(const Outline& outline, int count) {
    const Box box = outline.bounding_box();
    std::vector<Point> points;
    for (int k = 0; k < count; ++k) {
        // Additive recurrence by the plastic number's powers (Roberts 2018): low discrepancy.
        const double u = std::fmod(0.5 + 0.7548776662466927 * k, 1.0);
        const double v = std::fmod(0.5 + 0.5698402909980532 * k, 1.0);
        points.push_back({box.low.x + u * u * box.width(), box.low.y + v * box.height()});
    }
    return points;
}

/// Mean square distance to the nearest point over the outline, by fine sampling: what Lloyd's moves
/// lower.
double quantisation_error(const std::vector<Point>& points, const Outline& outline) {
    const Box box = outline.bounding_box();
    double sum = 0.0;
    for (int j = 0; j < 80; ++j) {
        for (int i = 0; i < 80; ++i) {
            const Point p{box.low.x + (i + 0.5) / 80 * box.width(),
                          box.low.y + (j + 0.5) / 80 * box.height()};
            if (!outline.contains(p)) continue;
            double nearest = 1e300;
            for (const Point q : points) nearest = std::min(nearest, dot(p - q, p - q));
            sum += nearest;
        }
    }
    return sum;
}

TEST(EdgePolicy, ClipKeepsPointsInsideAndOnTheBorderInTheirOrder) {
    const Outline outline = Outline::rectangle(20.0 * mm, 10.0 * mm);
    const std::vector<Point> points{{11, 0}, {10, 5}, {0, 0}, {-10, 2}, {0, 5.001}, {3, -5}};
    const std::vector<Point> kept{{10, 5}, {0, 0}, {-10, 2}, {3, -5}};
    EXPECT_EQ(apply_edge_rule(points, outline, {.policy = EdgePolicy::clip}), kept);
}

TEST(EdgePolicy, ClipLeavesHolesOutButKeepsTheirBorder) {
    const Outline outline =
        Outline::rectangle(20.0 * mm, 10.0 * mm).without(Outline::rectangle(4.0 * mm, 4.0 * mm));
    const std::vector<Point> kept{{2, 0}, {5, 0}};
    EXPECT_EQ(apply_edge_rule({{0, 0}, {2, 0}, {1.9, 1.9}, {5, 0}}, outline, {}), kept);
}

TEST(EdgePolicy, InsetKeepsPointsExactlyAMarginAway) {
    const Outline outline = Outline::rectangle(50.0 * mm, 40.0 * mm);
    const std::vector<Point> points = grid(5, 4, 10.0);
    const EdgeRule half_a_pitch{.policy = EdgePolicy::inset, .margin = 5.0 * mm};
    EXPECT_EQ(apply_edge_rule(points, outline, half_a_pitch), points);
    const EdgeRule more{.policy = EdgePolicy::inset, .margin = 5.001 * mm};
    EXPECT_EQ(apply_edge_rule(points, outline, more).size(), 6u);
}

TEST(EdgePolicy, InsetNeverKeepsAPointOutside) {
    const Outline outline = Outline::rectangle(10.0 * mm, 10.0 * mm);
    const EdgeRule rule{.policy = EdgePolicy::inset, .margin = 2.0 * mm};
    EXPECT_TRUE(apply_edge_rule({{9, 0}, {0, -30}}, outline, rule).empty());
}

TEST(EdgePolicy, BleedKeepsPointsOutsideWithinReach) {
    const Outline outline = Outline::rectangle(20.0 * mm, 20.0 * mm);
    const EdgeRule rule{.policy = EdgePolicy::bleed, .reach = 3.0 * mm};
    const std::vector<Point> kept{{0, 0}, {13, 0}, {12, 12}};
    EXPECT_EQ(apply_edge_rule({{0, 0}, {13, 0}, {13.01, 0}, {12, 12}, {12.2, 12.2}}, outline, rule),
              kept);
}

TEST(EdgePolicy, RedistributeLeavesAnEvenGridWhereItIs) {
    const Outline outline = Outline::rectangle(50.0 * mm, 40.0 * mm);
    const std::vector<Point> points = grid(5, 4, 10.0);
    const auto moved = apply_edge_rule(points, outline, {.policy = EdgePolicy::redistribute});
    ASSERT_EQ(moved.size(), points.size());
    // Every point is the centre of its square; clipping rounds at 25 mm.
    for (std::size_t i = 0; i < moved.size(); ++i) {
        EXPECT_LT(distance(moved[i], points[i]), 1e-12);
    }
}

TEST(EdgePolicy, RedistributeSpacesAStripEvenly) {
    const Outline outline = Outline::rectangle(60.0 * mm, 1.0 * mm);
    const auto moved = apply_edge_rule(
        {{-29, 0}, {-28, 0.2}, {5, -0.1}}, outline, {.policy = EdgePolicy::redistribute});
    ASSERT_EQ(moved.size(), 3u);
    // Thirds of 60 mm. The slowest error of three points on a line falls by 3/4 a round
    // (x1 -> (3 x1 + x2)/4 …), so stopping at moves of 1 um leaves at most 3 to 4 um.
    EXPECT_NEAR(moved[0].x, -20.0, 4e-3);
    EXPECT_NEAR(moved[1].x, 0.0, 4e-3);
    EXPECT_NEAR(moved[2].x, 20.0, 4e-3);
    for (const Point p : moved) EXPECT_NEAR(p.y, 0.0, 4e-3);
}

TEST(EdgePolicy, RedistributeKeepsCountAndInsideAndSpreadsBetter) {
    for (const Outline& outline : sample_outlines::all()) {
        const std::vector<Point> points = scattered(outline, 60);
        const auto clipped = apply_edge_rule(points, outline, {.policy = EdgePolicy::clip});
        const auto moved = apply_edge_rule(points, outline, {.policy = EdgePolicy::redistribute});
        ASSERT_EQ(moved.size(), clipped.size());
        for (const Point p : moved) EXPECT_TRUE(outline.contains(p)) << p.x << ' ' << p.y;
        EXPECT_LT(quantisation_error(moved, outline), 0.9 * quantisation_error(clipped, outline));
    }
}

TEST(EdgePolicy, RedistributeNeverMovesAPointIntoAHole) {
    // One point for the whole frame: its centroid is the middle of the hole.
    const Outline frame =
        Outline::rectangle(20.0 * mm, 20.0 * mm).without(Outline::rectangle(16.0 * mm, 16.0 * mm));
    const auto moved = apply_edge_rule({{9, 1}}, frame, {.policy = EdgePolicy::redistribute});
    ASSERT_EQ(moved.size(), 1u);
    EXPECT_TRUE(frame.contains(moved[0]));
}

TEST(EdgePolicy, RedistributePullsCoincidentPointsApart) {
    const Outline outline = Outline::rectangle(40.0 * mm, 10.0 * mm);
    const auto moved =
        apply_edge_rule({{1, 0}, {1, 0}}, outline, {.policy = EdgePolicy::redistribute});
    ASSERT_EQ(moved.size(), 2u);
    EXPECT_GT(distance(moved[0], moved[1]), 15.0);
}

TEST(EdgePolicy, RedistributeOfNothingIsNothing) {
    const Outline outline = Outline::rectangle(10.0 * mm, 10.0 * mm);
    EXPECT_TRUE(apply_edge_rule({{20, 0}}, outline, {.policy = EdgePolicy::redistribute}).empty());
}

TEST(EdgePolicy, RedistributeGivesTheSameBitsForAnyNumberOfThreads) {
    const int threads = thread_count();
    const Outline outline = sample_outlines::with_two_holes();
    const std::vector<Point> points = scattered(outline, 60);
    set_thread_count(1);
    const auto one = apply_edge_rule(points, outline, {.policy = EdgePolicy::redistribute});
    set_thread_count(3);
    const auto three = apply_edge_rule(points, outline, {.policy = EdgePolicy::redistribute});
    set_thread_count(threads);
    EXPECT_EQ(one, three);
}

TEST(Exclusion, KeepsEveryPolicyOutOfTheZoneAndItsMargin) {
    const Outline outline = Outline::rectangle(60.0 * mm, 50.0 * mm);
    const Outline zone = Outline::ellipse(16.0 * mm, 12.0 * mm, {8.0, 3.0});
    const Outline target = outline.without(zone);
    for (const EdgePolicy policy :
         {EdgePolicy::clip, EdgePolicy::inset, EdgePolicy::bleed, EdgePolicy::redistribute}) {
        const EdgeRule rule{.policy = policy,
                            .margin = 1.0 * mm,
                            .reach = 5.0 * mm,
                            .exclusions = {{zone, 2.0 * mm}}};
        const KeptPoints kept = keep_points(grid(13, 11, 5.0), target, rule);
        ASSERT_GT(kept.positions.size(), 50U);
        EXPECT_EQ(kept.positions.size(), kept.indices.size());
        for (const Point p : kept.positions) {
            EXPECT_FALSE(zone.contains(p));
            EXPECT_GE(zone.distance_to_border(p), 2.0 - kBorderTolerance);
        }
    }
}

TEST(Exclusion, ForbidsItsBorderAndAllowsItsMargin) {
    const Exclusion bare{Outline::rectangle(10.0 * mm, 10.0 * mm), 0.0 * mm};
    EXPECT_TRUE(bare.forbids({5, 0}));
    EXPECT_FALSE(bare.forbids({5.001, 0}));
    const Exclusion wide{Outline::rectangle(10.0 * mm, 10.0 * mm), 2.0 * mm};
    EXPECT_TRUE(wide.forbids({6.999, 0}));
    EXPECT_FALSE(wide.forbids({7, 0}));
}

TEST(KeptPoints, KnowWhichPointsTheyWere) {
    const std::vector<Point> points = grid(5, 1, 10.0);
    const KeptPoints kept =
        keep_points(points, Outline::rectangle(30.0 * mm, 4.0 * mm), {.policy = EdgePolicy::clip});
    EXPECT_EQ(kept.indices, (std::vector<std::size_t>{1, 2, 3}));
}

}  // namespace
}  // namespace mesogrid
