#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/models/patterns/laid_pattern.hpp"

/// Rings, spirals, lines, fans, nappage and stamps.
namespace mesogrid::testing {
namespace {

using ::testing::ElementsAre;

TEST(ConcentricRings, AreEquallySharedAboutTheMiddle) {
    const Outline disc = Outline::ellipse(40.0 * units::mm, 40.0 * units::mm, {3, 4});
    const auto points = laid("kind = \"rings\"\nspacing = \"5 mm\"\n", disc);
    EXPECT_EQ(points.front(), (Point{3, 4}));
    // Chords no shorter than 5 mm: floor(pi/asin(1/(2 m))) punctures on ring m.
    const int expected[] = {1, 6, 12, 18, 25};
    for (int m = 0; m <= 4; ++m) {
        const auto on_ring = std::count_if(points.begin(), points.end(), [&](Point p) {
            return std::abs(distance(p, {3, 4}) - 5.0 * m) < 1e-9;
        });
        EXPECT_EQ(on_ring, expected[m]) << m;
    }
    EXPECT_NEAR(least_distance(points), 5.0, 1e-9);
}

TEST(Spiral, ArchimedeanKeepsArcsAndTurnsAtTheirDistance) {
    const Outline outline = rectangle(80, 80);
    const auto points =
        laid("kind = \"spiral\"\nspacing = \"2 mm\"\nturn_spacing = \"6 mm\"\n", outline);
    // r = b angle; the angle of each puncture follows from its radius, whole turns included.
    const double b = 6.0 / (2.0 * std::numbers::pi);
    for (std::size_t k = 0; k < points.size() && distance(points[k], {}) < 40.0; ++k) {
        const double radius = distance(points[k], {});
        const double angle = radius / b;
        EXPECT_NEAR(points[k].x, radius * std::cos(angle), 1e-9);
        EXPECT_NEAR(points[k].y, radius * std::sin(angle), 1e-9);
        // Arc by fine chords of the curve itself.
        double arc = 0.0;
        const int pieces = 20000;
        for (int i = 0; i < pieces; ++i) {
            const double a = angle * (i + 0.5) / pieces;
            arc += b * std::sqrt(1.0 + a * a) * angle / pieces;
        }
        EXPECT_NEAR(arc, 2.0 * static_cast<double>(k), 1e-5);
    }
}

TEST(Spiral, FermatGivesEveryPunctureTheSameArea) {
    const auto points =
        laid("kind = \"spiral\"\nform = \"fermat\"\nspacing = \"3 mm\"\n", rectangle(80, 80));
    for (const double radius : {10.0, 20.0, 30.0}) {
        const auto within = std::count_if(
            points.begin(), points.end(), [&](Point p) { return distance(p, {}) < radius; });
        EXPECT_NEAR(static_cast<double>(within), std::numbers::pi * radius * radius / 9.0, 1.0);
    }
}

TEST(Spiral, StaysAboveItsLeastDistanceWhateverTheSpacings) {
    for (const char* form : {"spacing = \"4 mm\"",
                             "spacing = \"8 mm\"\nturn_spacing = \"2 mm\"",
                             "spacing = \"2 mm\"\nturn_spacing = \"9 mm\"",
                             "spacing = \"3 mm\"\nturn_spacing = \"5 mm\"",
                             "spacing = \"4 mm\"\nform = \"fermat\""}) {
        const std::string text = "kind = \"spiral\"\n" + std::string(form);
        EXPECT_GE(least_distance(laid(text, rectangle(60, 60))),
                  read_pattern(text)->minimum_distance().base() - 1e-9)
            << form;
    }
    EXPECT_EQ(fault_of("kind = \"spiral\"\nform = \"fermat\"\nspacing = \"4 mm\"\n"
                       "turn_spacing = \"4 mm\""),
              333);
}

TEST(ParallelLines, BeginEveryLineAtTheSameSide) {
    EXPECT_THAT(laid("kind = \"lines\"\nspacing = \"10 mm\"\nline_spacing = \"20 mm\"\n",
                     rectangle(30, 40)),
                ElementsAre(Point{-10, -10},
                            Point{0, -10},
                            Point{10, -10},
                            Point{-10, 10},
                            Point{0, 10},
                            Point{10, 10}));
    const auto upright = laid(
        "kind = \"lines\"\nspacing = \"10 mm\"\nline_spacing = \"20 mm\"\ndirection = \"90 deg\"\n",
        rectangle(40, 30));
    ASSERT_EQ(upright.size(), 6U);
    EXPECT_NEAR(upright[0].x, upright[1].x, 1e-9);
    EXPECT_NEAR(upright[1].y - upright[0].y, 10.0, 1e-9);
}

TEST(Fan, SpreadsItsRaysFromTheEntry) {
    const auto points = laid(
        "kind = \"fan\"\nspacing = \"10 mm\"\nrays = 3\nopening = \"90 deg\"\n", rectangle(60, 40));
    // From the middle of the lower border: 45, 90 and 135 degrees; 40 mm up, 30 mm sideways.
    ASSERT_EQ(points.size(), 4U + 4U + 4U);
    EXPECT_NEAR(points[0].x, 10.0 / std::numbers::sqrt2, 1e-9);
    EXPECT_NEAR(points[0].y, -20.0 + 10.0 / std::numbers::sqrt2, 1e-9);
    EXPECT_NEAR(points[7].y, 20.0, 1e-9);
    const Outline outline = rectangle(60, 40);
    const auto star = read_pattern(
                          "kind = \"fan\"\nspacing = \"5 mm\"\nrays = 4\n"
                          "opening = \"360 deg\"\n")
                          ->positions({.outline = outline, .anchor = Point{}});
    EXPECT_EQ(star.size(), 2U * 6U + 2U * 4U);
    EXPECT_EQ(fault_of("kind = \"fan\"\nspacing = \"5 mm\"\nrays = 4\nopening = \"0 deg\""), 206);
}

TEST(Nappage, TapsAtEqualStepsAlongThePathTurnsIncluded) {
    const auto points =
        laid("kind = \"nappage\"\nspacing = \"3 mm\"\nrow_spacing = \"2 mm\"\n", rectangle(10, 4));
    // 10 mm to the right, 2 mm up, 10 mm back: 22 mm, eight taps from 0 to 21 mm.
    EXPECT_THAT(points,
                ElementsAre(Point{-5, -1},
                            Point{-2, -1},
                            Point{1, -1},
                            Point{4, -1},
                            Point{5, 1},
                            Point{2, 1},
                            Point{-1, 1},
                            Point{-4, 1}));
}

TEST(Stamps, KeepTheGeometryOfTheHead) {
    const auto points =
        laid("kind = \"stamps\"\nhead = \"quincunx\"\npitch = \"4 mm\"\n", rectangle(50, 40));
    ASSERT_EQ(points.size() % 5, 0U);
    for (std::size_t stamp = 0; stamp < points.size(); stamp += 5) {
        for (const std::size_t corner : {0U, 1U, 3U, 4U}) {
            EXPECT_NEAR(distance(points[stamp + 2], points[stamp + corner]), 4.0, 1e-9);
        }
    }
    // Every needle has 4 mm x 4 mm of its own: five needles on a square of sqrt(80) mm.
    const auto pattern = read_pattern("kind = \"stamps\"\nhead = \"quincunx\"\npitch = \"4 mm\"\n");
    EXPECT_NEAR(pattern->pitch({.outline = rectangle(50, 40)}).base(), 4.0, 1e-12);
}

TEST(Stamps, OfNineSideBySideAreASquareLattice) {
    const Outline outline = rectangle(45, 30);
    auto points = laid("kind = \"stamps\"\nhead = \"nine\"\npitch = \"5 mm\"\n", outline);
    auto lattice = laid("kind = \"square\"\nspacing = \"5 mm\"\n", outline);
    const auto by_place = [](Point a, Point b) { return a.y != b.y ? a.y < b.y : a.x < b.x; };
    std::sort(points.begin(), points.end(), by_place);
    std::sort(lattice.begin(), lattice.end(), by_place);
    EXPECT_EQ(points, lattice);
}

TEST(Stamps, WholeOnesAloneStayInsideTheOutline) {
    const Outline outline = Outline::ellipse(50.0 * units::mm, 40.0 * units::mm);
    const std::string text =
        "kind = \"stamps\"\nhead = \"grid\"\nrows = 2\ncolumns = 4\n"
        "pitch = \"3 mm\"\n";
    const auto whole = laid(text + "border = \"whole\"\n", outline);
    EXPECT_EQ(whole.size() % 8, 0U);
    EXPECT_EQ(count_inside(whole, outline), whole.size());
    EXPECT_LT(count_inside(laid(text, outline), outline), laid(text, outline).size());
}

TEST(Stamps, RefuseHeadsThatContradictThemselves) {
    EXPECT_EQ(fault_of("kind = \"stamps\"\nhead = \"nine\"\npitch = \"5 mm\"\nrows = 3"), 333);
    EXPECT_EQ(fault_of("kind = \"stamps\"\nhead = \"grid\"\npitch = \"5 mm\""), 375);
    EXPECT_EQ(fault_of("kind = \"stamps\"\nhead = \"nine\"\npitch = \"5 mm\"\nstep_x = \"5 mm\""),
              375);
}

}  // namespace
}  // namespace mesogrid::testing
