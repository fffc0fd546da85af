#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

/// One Gaussian depot in the middle of a disc, where every measure has a closed form.
namespace mesogrid {
namespace {

using std::numbers::pi;
using support::JudgedMap;
using units::mm;

constexpr double kRadius = 6.0;
constexpr double kSigma = 2.5;
constexpr double kAmount = 40.0;
constexpr double kPeak = kAmount / (2.0 * pi * kSigma * kSigma);

JudgedMap judged_disc(double threshold) {
    const double spacing = 0.1;
    const Raster raster{{-6.4, -6.4}, spacing, 128, 128};
    return JudgedMap({.outline = Outline::ellipse(2.0 * kRadius * mm, 2.0 * kRadius * mm),
                      .margin = 2.0 * mm,
                      .threshold = threshold},
                     support::cell_averages({{{0.0, 0.0}}, kAmount, kSigma}, raster));
}

/// H(d) = min(1, (2 sigma^2/A^2) ln(q0/d)).
double share_at_least(double dose) {
    return std::min(1.0, 2.0 * kSigma * kSigma / (kRadius * kRadius) * std::log(kPeak / dose));
}

/// The outline is a polygon of the disc's area with 720 corners: its border lies within 1e-5 of the
/// radius, the sub-cells (0.025 mm = sigma/100) see the dose to 1e-4 of its slope.
constexpr double kPoints = 0.01;  ///< percentage points

TEST(GaussianInDisc, CoversWhatTheFormulaSays) {
    for (const double part : {0.15, 0.3, 0.5, 0.8, 0.95}) {
        EXPECT_NEAR(judged_disc(part * kPeak).value("coverage"),
                    100.0 * share_at_least(part * kPeak),
                    kPoints)
            << part;
    }
    EXPECT_EQ(judged_disc(0.05 * kPeak).value("coverage"), 100.0);
    EXPECT_EQ(judged_disc(1.01 * kPeak).value("coverage"), 0.0);
}

TEST(GaussianInDisc, GivesTheHottestShareItsDose) {
    // The inverse of H: D_v = q0 exp(-(v/100) A^2/(2 sigma^2)).
    const JudgedMap judged = judged_disc(1.0);
    for (const int share : {98, 95, 50, 5, 2}) {
        const double expected =
            kPeak * std::exp(-0.01 * share * kRadius * kRadius / (2.0 * kSigma * kSigma));
        EXPECT_NEAR(judged.value("D" + std::to_string(share)), expected, 1e-4 * kPeak) << share;
    }
}

TEST(GaussianInDisc, HasACoverageCurveOverTheWholeRangeOfDoses) {
    const JudgedMap judged = judged_disc(1.0);
    const Curve& curve = *judged.curve("coverage_curve");
    ASSERT_EQ(curve.x.size(), curve.y.size());
    for (std::size_t n = 1; n < curve.x.size(); ++n) {
        EXPECT_NEAR(curve.y[n], 100.0 * share_at_least(curve.x[n]), kPoints) << curve.x[n];
    }
}

}  // namespace
}  // namespace mesogrid
