#include "engine/geometry/outline.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/geometry/sample_outlines.hpp"

namespace mesogrid {
namespace {

using units::deg;
using units::mm;

Outline square(double edge, Point centre = {}) {
    return Outline::rectangle(edge * mm, edge * mm, centre);
}

/// Inside by the sum of the angles under which the edges are seen: 2 pi inside, 0 outside.
bool inside_by_angles(const Outline& outline, Point p) {
    double sum = 0.0;
    for (const Ring& ring : outline.rings()) {
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const Point a = ring[k] - p;
            const Point b = ring[(k + 1) % ring.size()] - p;
            sum += std::atan2(a.x * b.y - a.y * b.x, dot(a, b));
        }
    }
    return sum > std::numbers::pi;
}

TEST(Outline, ARectangleHasItsSizeCentreAndBox) {
    const Outline outline = Outline::rectangle(50.0 * mm, 40.0 * mm, {3.0, -2.0});
    EXPECT_EQ(outline.area(), 2000.0);
    EXPECT_EQ(outline.centroid(), (Point{3.0, -2.0}));
    EXPECT_EQ(outline.bounding_box().low, (Point{-22.0, -22.0}));
    EXPECT_EQ(outline.bounding_box().high, (Point{28.0, 18.0}));
}

TEST(Outline, AnEllipseHasTheEllipsesArea) {
    const Outline outline = Outline::ellipse(50.0 * mm, 40.0 * mm, {7.0, 8.0});
    const double exact = std::numbers::pi * 25.0 * 20.0;
    // 720 products, each rounded to 2^-53 of at most the whole, summed.
    EXPECT_NEAR(outline.area(), exact, 720 * 0x1p-53 * exact);
    EXPECT_EQ(outline.rings().front().size(), 720u);
}

TEST(Outline, AnEllipseIsItsOwnMirrorImageBitForBit) {
    const Ring ring = Outline::ellipse(50.0 * mm, 50.0 * mm).rings().front();
    for (std::size_t i = 0; i < 720; ++i) {
        const Point across = ring[(720 - i) % 720];
        const Point quarter = ring[(i + 180) % 720];
        EXPECT_EQ(ring[i].x, across.x);
        EXPECT_EQ(ring[i].y, -across.y);
        EXPECT_EQ(ring[i].x, quarter.y);
        EXPECT_EQ(ring[i].y, -quarter.x);
    }
}

TEST(Outline, APolygonIsTakenInEitherDirection) {
    const Ring there{{0, 0}, {4, 0}, {4, 3}};
    const Ring back{{4, 3}, {4, 0}, {0, 0}};
    EXPECT_EQ(Outline::polygon(there).area(), 6.0);
    EXPECT_EQ(Outline::polygon(back).area(), 6.0);
}

TEST(Outline, RepeatedCornersOfAPolygonCountOnce) {
    const Outline outline = Outline::polygon({{0, 0}, {0, 0}, {4, 0}, {4, 3}, {4, 3}, {0, 0}});
    EXPECT_EQ(outline.rings().front().size(), 3u);
}

struct BadPolygon {
    const char* what;
    Ring ring;
    const char* message;
};

class BadPolygons : public testing::TestWithParam<BadPolygon> {};

TEST_P(BadPolygons, AreRefusedByName) {
    try {
        Outline::polygon(GetParam().ring);
        FAIL() << GetParam().what << " was accepted";
    } catch (const std::invalid_argument& problem) {
        EXPECT_THAT(problem.what(), testing::HasSubstr(GetParam().message)) << GetParam().what;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Outline,
    BadPolygons,
    testing::Values(
        BadPolygon{"two corners", {{0, 0}, {1, 1}, {0, 0}}, "three different corners"},
        BadPolygon{"a line", {{0, 0}, {1, 1}, {3, 3}}, "cross or touch"},
        BadPolygon{"a bow tie", {{0, 0}, {4, 4}, {4, 0}, {0, 4}}, "corner 1 and after corner 3"},
        BadPolygon{
            "a corner on an edge", {{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}}, "cross or touch"},
        BadPolygon{"a spike", {{0, 0}, {4, 0}, {4, 3}, {6, 3}, {4, 3}, {0, 3}}, "cross or touch"},
        BadPolygon{"an edge of no height", {{0, 0}, {1, 0}, {2, 1e-16}}, "no area"},
        BadPolygon{"a corner at infinity",
                   {{0, 0}, {1, 0}, {std::numeric_limits<double>::infinity(), 1}},
                   "corner 3 is not finite"},
        BadPolygon{"a corner that is no number",
                   {{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 0}, {1, 1}},
                   "corner 2 is not finite"}));

TEST(Outline, AHoleInsideKeepsItsCoordinates) {
    const Outline hole = Outline::polygon({{0.1234567, 0.2}, {1.3, 0.3}, {0.7, 1.1}});
    const Outline outline = square(10.0).without(hole);
    ASSERT_EQ(outline.rings().size(), 2u);
    EXPECT_EQ(outline.rings()[1], Ring(hole.rings()[0].rbegin(), hole.rings()[0].rend()));
    // Sums of at most seven products no greater than 100 mm2.
    EXPECT_NEAR(outline.area(), 100.0 - hole.area(), 7 * 100 * 0x1p-52);
    EXPECT_FALSE(outline.contains({0.7, 0.5}));
    EXPECT_TRUE(outline.contains({0.7, 1.1}));
    EXPECT_TRUE(outline.contains({-2.0, 0.5}));
}

TEST(Outline, AHoleOutsideChangesNothing) {
    const Outline outline = Outline::ellipse(10.0 * mm, 8.0 * mm);
    EXPECT_EQ(outline.without(square(2.0, {20.0, 0.0})).rings(), outline.rings());
}

TEST(Outline, AHoleInAHoleChangesNothing) {
    const Outline outline = square(20.0).without(square(8.0));
    EXPECT_EQ(outline.without(square(2.0)).rings(), outline.rings());
}

TEST(Outline, AHoleAcrossTheBorderIsCut) {
    // Corners on whole micrometres, so cutting is exact.
    const Outline outline = square(10.0).without(square(4.0, {5.0, 0.0}));
    EXPECT_NEAR(outline.area(), 100.0 - 8.0, 100 * 0x1p-50);
    EXPECT_FALSE(outline.contains({4.0, 0.0}));
    EXPECT_FALSE(outline.contains({6.0, 0.0}));
}

TEST(Outline, AHoleAroundAHoleSwallowsIt) {
    const Outline outline = square(20.0).without(square(2.0)).without(square(8.0));
    EXPECT_NEAR(outline.area(), 400.0 - 64.0, 400 * 0x1p-50);
    EXPECT_FALSE(outline.contains({0.0, 0.0}));
}

TEST(Outline, ARingShapedHoleLeavesAnIsland) {
    const Outline outline = square(20.0).without(square(8.0).without(square(4.0)));
    EXPECT_NEAR(outline.area(), 400.0 - 64.0 + 16.0, 400 * 0x1p-50);
    EXPECT_TRUE(outline.contains({0.0, 0.0}));
    EXPECT_FALSE(outline.contains({3.0, 0.0}));
}

TEST(Outline, AHoleOverEverythingIsRefused) {
    EXPECT_THROW(square(4.0).without(square(6.0)), std::invalid_argument);
    EXPECT_THROW(square(4.0).without(square(4.0)), std::invalid_argument);
}

TEST(Outline, InsetTakesTheMarginOffTheBorderAndRoundsTheCornersOfHoles) {
    const Outline outline = square(40.0).without(square(6.0));
    const Outline interior = outline.inset(5.0 * mm);
    const double exact = 30.0 * 30.0 - (6.0 * 6.0 + 4.0 * 6.0 * 5.0 + std::numbers::pi * 25.0);
    // Rounding to 1 um and chords 1 um off their arcs, along the curved 10 pi mm and the sides.
    const double length = 4.0 * 30.0 + 4.0 * 6.0 + 10.0 * std::numbers::pi;
    EXPECT_NEAR(interior.area(), exact, 1e-3 * length);
    for (const Ring& ring : interior.rings()) {
        for (const Point corner : ring) {
            // Chords of the arcs and rounding: 1 um each.
            EXPECT_NEAR(outline.distance_to_border(corner), 5.0, 2e-3);
        }
    }
}

TEST(Outline, InsetByNothingKeepsEveryBit) {
    const Outline outline = sample_outlines::star(40);
    EXPECT_EQ(outline.inset(0.0 * mm).rings(), outline.rings());
}

TEST(Outline, InsetByMoreThanTheHalfWidthLeavesNothing) {
    const Outline interior = square(10.0).inset(5.1 * mm);
    EXPECT_TRUE(interior.empty());
    EXPECT_EQ(interior.area(), 0.0);
    EXPECT_FALSE(interior.contains({0.0, 0.0}));
}

TEST(Outline, CentroidLeavesTheHoleOut) {
    const Outline outline = square(10.0).without(square(2.0, {3.0, 1.0}));
    // (0 * 100 - 3 * 4)/96 and (0 * 100 - 1 * 4)/96
    EXPECT_NEAR(outline.centroid().x, -12.0 / 96.0, 1e-14);
    EXPECT_NEAR(outline.centroid().y, -4.0 / 96.0, 1e-14);
}

TEST(Outline, ContainsTheBorderToItsToleranceAndNoMore) {
    for (const Outline& outline : sample_outlines::all()) {
        for (const Ring& ring : outline.rings()) {
            for (std::size_t k = 0; k < ring.size(); ++k) {
                const Point a = ring[k];
                const Point b = ring[(k + 1) % ring.size()];
                const Point middle = 0.5 * (a + b);
                const Point outward = (1.0 / distance(a, b)) * Point{b.y - a.y, a.x - b.x};
                EXPECT_TRUE(outline.contains(a));
                EXPECT_TRUE(outline.contains(middle));
                EXPECT_TRUE(outline.contains(middle + 0.5 * kBorderTolerance * outward));
                EXPECT_FALSE(outline.contains(middle + 2.0 * kBorderTolerance * outward));
                EXPECT_TRUE(outline.contains(middle + -2.0 * kBorderTolerance * outward));
            }
        }
    }
}

TEST(Outline, ContainsAgreesWithTheSumOfAngles) {
    for (const Outline& outline : sample_outlines::all()) {
        const Box box = outline.bounding_box().enlarged(1.0);
        int inside = 0;
        for (int j = 0; j < 40; ++j) {
            for (int i = 0; i < 40; ++i) {
                const Point p{box.low.x + (i + 0.317) / 40.0 * box.width(),
                              box.low.y + (j + 0.731) / 40.0 * box.height()};
                inside += outline.contains(p) ? 1 : 0;
                EXPECT_EQ(outline.contains(p), inside_by_angles(outline, p)) << p.x << ' ' << p.y;
            }
        }
        EXPECT_GT(inside, 400);
    }
}

TEST(Outline, DistanceToBorderIsThatToTheNearestEdgeOrCorner) {
    const Outline outline = Outline::rectangle(20.0 * mm, 10.0 * mm).without(square(2.0));
    EXPECT_DOUBLE_EQ(outline.distance_to_border({7.0, 0.0}), 3.0);
    EXPECT_DOUBLE_EQ(outline.distance_to_border({2.0, 0.0}), 1.0);
    EXPECT_DOUBLE_EQ(outline.distance_to_border({2.0, 2.0}), std::sqrt(2.0));
    EXPECT_DOUBLE_EQ(outline.distance_to_border({13.0, 9.0}), 5.0);
    EXPECT_EQ(outline.distance_to_border({10.0, 2.0}), 0.0);
}

TEST(Outline, TurningAndShiftingKeepTheAreaAndMoveTheCentroid) {
    for (const Outline& outline : sample_outlines::all()) {
        const Outline moved = outline.rotated(33.0 * deg, {5.0, -4.0}).shifted({100.0, 7.0});
        const Point centroid =
            rotated(outline.centroid(), (33.0 * deg).base(), {5.0, -4.0}) + Point{100.0, 7.0};
        // Corners move by rounding of 100 mm (1.4e-14); 1,000 corners over 400 mm2.
        EXPECT_NEAR(moved.area(), outline.area(), 1e-11);
        EXPECT_NEAR(moved.centroid().x, centroid.x, 1e-12);
        EXPECT_NEAR(moved.centroid().y, centroid.y, 1e-12);
    }
}

TEST(Outline, FilledRingsFollowTheirRule) {
    const Ring outer{{0, 0}, {9, 0}, {9, 9}, {0, 9}};
    const Ring same_way{{3, 3}, {6, 3}, {6, 6}, {3, 6}};
    const Ring other_way(same_way.rbegin(), same_way.rend());
    EXPECT_DOUBLE_EQ(Outline::filled({outer, same_way}, FillRule::evenodd).area(), 72.0);
    EXPECT_DOUBLE_EQ(Outline::filled({outer, same_way}, FillRule::nonzero).area(), 81.0);
    EXPECT_DOUBLE_EQ(Outline::filled({outer, other_way}, FillRule::nonzero).area(), 72.0);
    EXPECT_FALSE(Outline::filled({outer, other_way}, FillRule::nonzero).contains({4, 4}));
    EXPECT_EQ(Outline::filled({outer}, FillRule::nonzero).rings().front(), outer);
    EXPECT_THROW(Outline::filled({{{0, 0}, {1, 1}, {1, 0}, {0, 1}}, outer}, FillRule::nonzero),
                 std::invalid_argument);
}

TEST(Outline, UnitedOutlinesCountTheirOverlapOnce) {
    const Outline a = Outline::rectangle(10.0 * mm, 10.0 * mm);
    const Outline b = Outline::rectangle(10.0 * mm, 10.0 * mm, {5, 0});
    EXPECT_DOUBLE_EQ(Outline::united({a, b}).area(), 150.0);
    EXPECT_EQ(Outline::united({a}).rings(), a.rings());
}

}  // namespace
}  // namespace mesogrid
