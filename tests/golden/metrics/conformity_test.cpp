#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

/// One Gaussian depot in the middle of a disc, on a map that goes on around it.
namespace mesogrid {
namespace {

using std::numbers::pi;
using support::JudgedMap;
using units::mm;

constexpr double kSigma = 2.5;
constexpr double kPeak = 40.0 / (2.0 * pi * kSigma * kSigma);

/// A disc of 5 mm about the depot, map of +-`half` mm; `radius` of the place of enough dose.
JudgedMap judged(double radius, double half) {
    const double spacing = 0.1;
    const int cells = static_cast<int>(std::lround(2.0 * half / spacing));
    const Raster raster{{-half, -half}, spacing, cells, cells};
    return JudgedMap({.outline = Outline::ellipse(10.0 * mm, 10.0 * mm),
                      .threshold = kPeak * std::exp(-0.5 * radius * radius / (kSigma * kSigma))},
                     support::cell_averages({{{0.0, 0.0}}, 40.0, kSigma}, raster));
}

/// Areas are right to 1e-4 of the disc (gaussian_in_disc_test).
constexpr double kArea = 5e-4;

TEST(Conformity, IsThatOfTwoDiscs) {
    // A place of radius r in a target of 5 mm: smaller, TV_PI = PI and the rest is (r/5)^2; larger,
    // TV_PI = TV and it is (5/r)^2.
    EXPECT_NEAR(judged(4.0, 10.0).value("conformity"), 0.64, kArea);
    EXPECT_NEAR(judged(4.0, 10.0).value("selectivity"), 1.0, kArea);
    // On one border the sub-cells (h = 0.025 mm) do not know that dose and target end on the same
    // side: h/6 of the perimeter is lost, 1.7e-3 of the disc, twice in the square.
    EXPECT_NEAR(judged(5.0, 10.0).value("conformity"), 1.0, 4e-3);
    EXPECT_NEAR(judged(6.0, 10.0).value("conformity"), 25.0 / 36.0, kArea);
    EXPECT_NEAR(judged(6.0, 10.0).value("selectivity"), 25.0 / 36.0, kArea);
    EXPECT_EQ(judged(6.0, 10.0).value("conformity"),
              judged(6.0, 10.0).value("conformation_number"));
}

TEST(Conformity, HasTheGradientIndexOfAGaussian) {
    // r^2 at half the dose is r^2 + 2 sigma^2 ln 2.
    EXPECT_NEAR(judged(5.0, 10.0).value("gradient_index"),
                1.0 + 2.0 * kSigma * kSigma * std::log(2.0) / 25.0,
                kArea);
}

std::string reason(const JudgedMap& map, const std::string& name) {
    for (const Measured& measured : map.result().measures) {
        if (measured.name == name && !measured.value) return measured.reason;
    }
    return "a value";
}

TEST(Conformity, SaysWhereTheMapEndsTooSoon) {
    EXPECT_THAT(reason(judged(4.0, 5.0), "conformity"),
                testing::HasSubstr("numerics.surroundings"));
    EXPECT_THAT(reason(judged(6.0, 5.5), "conformity"), testing::HasSubstr("end of the map"));
    // Enough dose ends within the map, half of it does not: radius 5.73 of 5.5 mm.
    EXPECT_EQ(reason(judged(4.9, 5.5), "conformity"), "a value");
    EXPECT_THAT(reason(judged(4.9, 5.5), "gradient_index"), testing::HasSubstr("end of the map"));
}

}  // namespace
}  // namespace mesogrid
