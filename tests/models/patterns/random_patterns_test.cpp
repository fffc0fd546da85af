#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/models/patterns/laid_pattern.hpp"

/// Patterns that draw numbers: jittered, poisson-disc, random.
namespace mesogrid::testing {
namespace {

const char* const kJittered = "kind = \"jittered\"\nspacing = \"5 mm\"\njitter = 0.3\n";
const char* const kPoisson = "kind = \"poisson-disc\"\ndistance = \"4 mm\"\n";
const char* const kRandom = "kind = \"random\"\ncount = 400\n";

TEST(RandomPatterns, DependOnTheSeedAndOnNothingElse) {
    const Outline outline = rectangle(50, 40);
    for (const char* text : {kJittered, kPoisson, kRandom}) {
        EXPECT_EQ(laid(text, outline, 7), laid(text, outline, 7)) << text;
        EXPECT_NE(laid(text, outline, 7), laid(text, outline, 8)) << text;
    }
}

TEST(JitteredLattice, MovesEveryPointByLessThanItsShare) {
    const Outline outline = rectangle(50, 40);
    const auto still = laid("kind = \"jittered\"\nspacing = \"5 mm\"\njitter = 0.0\n", outline);
    EXPECT_EQ(still, laid("kind = \"square\"\nspacing = \"5 mm\"\n", outline));
    const auto moved = laid(kJittered, outline);
    ASSERT_EQ(moved.size(), still.size());
    double squares = 0.0;
    for (std::size_t i = 0; i < moved.size(); ++i) {
        EXPECT_LE(distance(moved[i], still[i]), 1.5 + 1e-12);
        squares += dot(moved[i] - still[i], moved[i] - still[i]);
    }
    // Uniform over a disc of radius 1.5: mean square R^2/2 = 1.125, standard deviation of it
    // R^2/sqrt(12); 80 points give a standard error of 0.073, and 4 of them are allowed.
    EXPECT_NEAR(squares / static_cast<double>(moved.size()), 1.125, 4 * 0.073);
}

TEST(JitteredLattice, CanStandOnAHexagonalLattice) {
    const Outline outline = rectangle(50, 40);
    EXPECT_EQ(laid("kind = \"jittered\"\nspacing = \"5 mm\"\njitter = 0.0\nlattice = \"hexagonal\"",
                   outline),
              laid("kind = \"hexagonal\"\nspacing = \"5 mm\"\n", outline));
}

TEST(PoissonDisc, KeepsItsDistanceAndLeavesNoRoomForAnotherPuncture) {
    const Outline outline = rectangle(60, 50);
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const auto points = laid(kPoisson, outline, seed);
        EXPECT_GE(least_distance(points), 4.0 - 1e-9);
        // A raster point of the last search lies within 0.25/sqrt(2) = 0.177 distances of every
        // place, and has a puncture within one distance.
        for (double y = -25; y <= 25; y += 0.7) {
            for (double x = -30; x <= 30; x += 0.7) {
                double nearest = 1e300;
                for (const Point p : points) nearest = std::min(nearest, distance(p, {x, y}));
                EXPECT_LE(nearest, 4.0 * 1.18);
            }
        }
    }
}

TEST(PoissonDisc, HasTheAreaPerPunctureThatItsPitchStates) {
    const Outline outline = rectangle(200, 200);
    const auto pattern = read_pattern(kPoisson);
    double inside = 0.0;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        // Away from the border, which has more room outside.
        const auto points = pattern->positions({.outline = outline, .seed = seed});
        inside += static_cast<double>(count_inside(points, rectangle(160, 160)));
    }
    const double area_per_puncture = 4 * 160.0 * 160.0 / inside;
    const double pitch = pattern->pitch({.outline = outline}).base();
    // One seed varies by 0.4 %, the mean of four by 0.2 %: five of those are allowed.
    EXPECT_NEAR(std::sqrt(area_per_puncture) / pitch, 1.0, 0.01);
}

TEST(PoissonDisc, RefusesAnAnchorOutsideTheBoxAndAMillionPunctures) {
    const Outline outline = rectangle(50, 40);
    const auto pattern = read_pattern(kPoisson);
    EXPECT_THROW(pattern->positions({.outline = outline, .anchor = Point{26, 0}}), InputError);
    const auto fine = read_pattern("kind = \"poisson-disc\"\ndistance = \"0.1 mm\"\n");
    const Outline wide = rectangle(300, 300);
    EXPECT_THROW(fine->positions({.outline = wide}), InputError);
}

TEST(UniformRandom, LaysItsCountIntoTheOutlineEvenly) {
    const Outline outline =
        Outline::ellipse(60.0 * units::mm, 40.0 * units::mm).without(rectangle(20, 10));
    const auto points = laid(kRandom, outline);
    EXPECT_EQ(points.size(), 400U);
    EXPECT_EQ(count_inside(points, outline), 400U);
    // Half the area lies on the right: binomial, standard deviation 10; 4 of them are allowed.
    const auto right =
        std::count_if(points.begin(), points.end(), [](Point p) { return p.x > 0.0; });
    EXPECT_NEAR(static_cast<double>(right), 200.0, 40.0);
    EXPECT_NEAR(read_pattern(kRandom)->pitch({.outline = outline}).base(),
                std::sqrt(outline.area() / 400.0),
                1e-12);
}

TEST(UniformRandom, RefusesAnOutlineThatIsHardlyThere) {
    // A diagonal sliver: 0.0001 % of its box.
    const Outline sliver = Outline::polygon({{0, 0}, {1000, 999.999}, {1000, 1000}, {0, 0.001}});
    try {
        laid(kRandom, sliver);
        FAIL() << "not refused";
    } catch (const InputError& refusal) {
        EXPECT_EQ(refusal.diagnostics().front().code, 363);
    }
}

}  // namespace
}  // namespace mesogrid::testing
