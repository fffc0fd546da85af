#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"

#include "models/catalogs.hpp"
#include "models/patterns/hexagonal_lattice.hpp"
#include "models/patterns/offset_rows.hpp"
#include "models/patterns/rectangular_lattice.hpp"
#include "models/patterns/square_lattice.hpp"

namespace mesogrid::models {
namespace {

using testing::ElementsAre;
using units::mm;

std::vector<Point> over(const Pattern& pattern,
                        const Outline& outline,
                        std::optional<Point> anchor = std::nullopt,
                        Length overhang = {}) {
    return pattern.positions({.outline = outline, .overhang = overhang, .anchor = anchor});
}

Outline rectangle(double width, double height, Point centre = {}) {
    return Outline::rectangle(width * mm, height * mm, centre);
}

bool holds(const std::vector<Point>& points, Point wanted) {
    return std::any_of(
        points.begin(), points.end(), [&](Point p) { return distance(p, wanted) < 1e-9; });
}

double nearest_distance(const std::vector<Point>& points, std::size_t which) {
    double nearest = 1e300;
    for (std::size_t k = 0; k < points.size(); ++k) {
        if (k != which) nearest = std::min(nearest, distance(points[k], points[which]));
    }
    return nearest;
}

TEST(SquareLattice, HasFloorOfExtentOverSpacingPointsAboutTheCentre) {
    EXPECT_EQ(over(SquareLattice(10.0 * mm), rectangle(50, 40)).size(), 20u);
    EXPECT_EQ(over(SquareLattice(10.0 * mm), rectangle(59.9, 49.9)).size(), 20u);
    EXPECT_EQ(over(SquareLattice(10.0 * mm), rectangle(60, 50)).size(), 30u);
    // 0.3/0.1 is 2.9999999999999996 in double precision.
    EXPECT_EQ(over(SquareLattice(0.1 * mm), rectangle(0.3, 0.3)).size(), 9u);
}

TEST(SquareLattice, RunsThereAndBackFromTheLowestRow) {
    EXPECT_THAT(
        over(SquareLattice(10.0 * mm), rectangle(30, 20, {1, 2})),
        ElementsAre(
            Point{-9, -3}, Point{1, -3}, Point{11, -3}, Point{11, 7}, Point{1, 7}, Point{-9, 7}));
}

TEST(SquareLattice, AThinStripGetsOneRowOnItsMiddle) {
    EXPECT_THAT(over(SquareLattice(10.0 * mm), rectangle(20, 3, {0, 1})),
                ElementsAre(Point{-5, 1}, Point{5, 1}));
    EXPECT_THAT(over(SquareLattice(10.0 * mm), rectangle(3, 3)), ElementsAre(Point{0, 0}));
}

TEST(SquareLattice, WithAnAnchorHoldsEveryLatticePointInOrOnTheBox) {
    const auto points = over(SquareLattice(10.0 * mm), rectangle(50, 40), Point{25, 20});
    EXPECT_EQ(points.size(), 30u);
    EXPECT_TRUE(holds(points, {25, 20}));
    EXPECT_TRUE(holds(points, {-25, -20}));
    const auto far_away = over(SquareLattice(10.0 * mm), rectangle(50, 40), Point{1003, -997});
    EXPECT_EQ(far_away.size(), 20u);
    EXPECT_TRUE(holds(far_away, {3, 3}));
}

TEST(SquareLattice, AnAnchoredLatticeMayMissAThinStrip) {
    EXPECT_TRUE(over(SquareLattice(10.0 * mm), rectangle(50, 3), Point{0, 5}).empty());
}

TEST(SquareLattice, OverhangContinuesTheSameLattice) {
    const auto inner = over(SquareLattice(10.0 * mm), rectangle(50, 40));
    const auto outer = over(SquareLattice(10.0 * mm), rectangle(50, 40), std::nullopt, 6.0 * mm);
    EXPECT_EQ(outer.size(), 7u * 6u);
    for (const Point p : inner) EXPECT_TRUE(holds(outer, p));
    EXPECT_TRUE(holds(outer, {30, 25}));
}

TEST(RectangularLattice, HasItsOwnSpacingPerAxis) {
    const auto points = over(RectangularLattice(10.0 * mm, 5.0 * mm), rectangle(20, 10));
    EXPECT_THAT(points,
                ElementsAre(Point{-5, -2.5}, Point{5, -2.5}, Point{5, 2.5}, Point{-5, 2.5}));
    EXPECT_DOUBLE_EQ(
        RectangularLattice(10.0 * mm, 4.9 * mm).pitch({.outline = rectangle(20, 10)}).base(), 7.0);
}

TEST(HexagonalLattice, EveryInnerPointHasSixNeighboursAtTheSpacing) {
    const auto points = over(HexagonalLattice(10.0 * mm), rectangle(100, 90));
    int inner = 0;
    for (const Point p : points) {
        if (std::abs(p.x) > 35 || std::abs(p.y) > 35) continue;
        ++inner;
        EXPECT_EQ(std::count_if(points.begin(),
                                points.end(),
                                [&](Point q) { return std::abs(distance(p, q) - 10) < 1e-9; }),
                  6);
    }
    EXPECT_GT(inner, 30);
}

TEST(HexagonalLattice, KeepsItsSpacingUnderEveryPhaseRule) {
    const HexagonalLattice pattern(10.0 * mm);
    for (const Outline& outline : {rectangle(50, 40), rectangle(4, 60), rectangle(60, 4)}) {
        for (const double overhang : {0.0, 17.0}) {
            for (const std::optional<Point> anchor : {std::optional<Point>(), {Point{0.3, 0.7}}}) {
                const auto points = over(pattern, outline, anchor, overhang * mm);
                for (std::size_t k = 0; k < points.size() && points.size() > 1; ++k) {
                    EXPECT_GE(nearest_distance(points, k), 10.0 - 1e-9);
                }
            }
        }
    }
}

TEST(HexagonalLattice, ANarrowColumnIsNotShiftedOutOfTheOutline) {
    // Half the spacing is 5 mm: a quarter either way would leave a column 4 mm wide.
    const Outline strip = rectangle(4, 60);
    const auto points = over(HexagonalLattice(10.0 * mm), strip);
    EXPECT_GE(
        std::count_if(points.begin(), points.end(), [&](Point p) { return strip.contains(p); }), 3);
}

TEST(OffsetRows, AreShiftedByAQuarterSpacingEitherWayAboutTheCentre) {
    const auto points = over(OffsetRows(10.0 * mm, 10.0 * mm), rectangle(60, 40));
    ASSERT_EQ(points.size(), 24u);
    for (std::size_t row = 0; row < 4; ++row) {
        std::vector<double> x;
        for (std::size_t k = 0; k < 6; ++k) {
            EXPECT_DOUBLE_EQ(points[6 * row + k].y, -15.0 + 10.0 * static_cast<double>(row));
            x.push_back(points[6 * row + k].x);
        }
        std::sort(x.begin(), x.end());
        const double shift = row % 2 == 0 ? 2.5 : -2.5;
        EXPECT_THAT(
            x,
            ElementsAre(-25 + shift, -15 + shift, -5 + shift, 5 + shift, 15 + shift, 25 + shift));
    }
}

TEST(OffsetRows, PassThroughTheAnchorAndContinueAroundIt) {
    const auto points = over(OffsetRows(10.0 * mm, 8.0 * mm), rectangle(50, 40), Point{3, 4});
    EXPECT_TRUE(holds(points, {3, 4}));
    EXPECT_TRUE(holds(points, {13, 4}));
    EXPECT_TRUE(holds(points, {8, 12}));
    EXPECT_TRUE(holds(points, {-2, -4}));
    EXPECT_FALSE(holds(points, {3, 12}));
}

TEST(OffsetRows, StateTheirLeastDistanceWhicheverNeighbourItIs) {
    const Outline outline = rectangle(60, 60);
    for (const double row_spacing : {2.0, 6.0, 12.0}) {
        const OffsetRows pattern(10.0 * mm, row_spacing * mm);
        const auto points = over(pattern, outline);
        double least = 1e300;
        for (std::size_t k = 0; k < points.size(); ++k) {
            least = std::min(least, nearest_distance(points, k));
        }
        EXPECT_NEAR(least, pattern.minimum_distance().base(), 1e-9);
    }
}

std::shared_ptr<const Pattern> read(const std::string& text) {
    Params params(parse_toml(text, "pattern.toml"));
    auto pattern = read_model(params, patterns(), "kind", "the pattern");
    params.finish();
    return pattern;
}

TEST(OffsetRows, TakeTheSpacingForTheRowsUnlessTold) {
    const Outline outline = rectangle(60, 40);
    EXPECT_EQ(over(*read("kind = \"offset-rows\"\nspacing = \"10 mm\""), outline),
              over(OffsetRows(10.0 * mm, 10.0 * mm), outline));
    EXPECT_EQ(
        over(*read("kind = \"offset-rows\"\nspacing = \"10 mm\"\nrow_spacing = \"7 mm\""), outline),
        over(OffsetRows(10.0 * mm, 7.0 * mm), outline));
}

TEST(Patterns, RefuseASpacingThatIsMissingOrOutOfRange) {
    for (const char* text : {"kind = \"square\"",
                             "kind = \"square\"\nspacing = \"0.05 mm\"",
                             "kind = \"hexagonal\"\nspacing = \"101 mm\"",
                             "kind = \"rectangular\"\nspacing_x = \"5 mm\"",
                             "kind = \"hexagonal\"\nspacing = \"5 mm\"\nrow_spacing = \"4 mm\"",
                             "kind = \"triangular\"\nspacing = \"5 mm\""}) {
        EXPECT_THROW(read(text), InputError) << text;
    }
}

TEST(Patterns, RefuseMoreThanAMillionPointsBeforeMakingThem) {
    const SquareLattice fine(0.1 * mm);
    EXPECT_EQ(over(fine, rectangle(100, 100)).size(), 1000000u);
    const std::vector<std::function<void()>> too_many{
        [&] { over(fine, rectangle(100.1, 100)); },
        [&] { over(fine, rectangle(1000, 1000)); },
        [&] { over(fine, rectangle(1000, 1000), Point{}); },
        [&] { over(HexagonalLattice(0.1 * mm), rectangle(1000, 1000)); },
        [&] { over(fine, rectangle(100, 100), std::nullopt, 1.0 * mm); }};
    for (const auto& make : too_many) {
        try {
            make();
            FAIL() << "not refused";
        } catch (const InputError& refusal) {
            EXPECT_EQ(refusal.diagnostics().front().code, 318);
        }
    }
}

}  // namespace
}  // namespace mesogrid::models
