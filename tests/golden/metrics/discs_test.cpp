#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/run/reach.hpp"
#include "engine/run/sub_cell_dose.hpp"

#include "tests/support/disc_coverage.hpp"
#include "tests/support/judged_map.hpp"
#include "tests/support/patches.hpp"

/// Discs on lattices (metrics.md 6.2): Gaussian depots whose shares reach the threshold within a
/// radius of 0.60 of the square pitch, judged over one period of the lattice.
namespace mesogrid {
namespace {

using std::numbers::pi;
using units::mm;

constexpr double kPitch = 10.0;  ///< of the square lattice
constexpr double kSigma = 3.0;

struct Period {
    double width;
    double height;
    std::vector<Point> centres;
};

Period period(bool hexagonal) {
    if (!hexagonal) return {kPitch, kPitch, {{0.0, 0.0}}};
    const double pitch = kPitch * std::sqrt(2.0 / std::sqrt(3.0));
    const double height = pitch * std::sqrt(3.0);
    return {pitch, height, {{0.0, 0.0}, {0.5 * pitch, 0.5 * height}}};
}

/// A measure of the multiplicity over one period, with depots of two periods around.
double measured(bool hexagonal, double radius, const std::string& name) {
    const Period one = period(hexagonal);
    support::GaussianDepots depots{.centres = {}, .amount = 100.0, .sigma = kSigma};
    for (int j = -2; j <= 2; ++j) {
        for (int i = -2; i <= 2; ++i) {
            for (const Point p : one.centres) {
                depots.centres.push_back(p + Point{i * one.width, j * one.height});
            }
        }
    }
    const double peak = depots.amount / (2.0 * pi * kSigma * kSigma);
    const double spacing = 0.1;
    const auto cells = [&](double extent) {
        return 2 * (static_cast<int>(std::ceil(0.5 * extent / spacing)) + 2);
    };
    const Raster raster{{-0.5 * spacing * cells(one.width), -0.5 * spacing * cells(one.height)},
                        spacing,
                        cells(one.width),
                        cells(one.height)};
    const Target target{.site = "",
                        .outline = Outline::rectangle(one.width * mm, one.height * mm),
                        .layer = "dermis",
                        .band = {},
                        .interior_margin = 1.0 * mm};
    const TargetSampling sampling(target.outline, target.interior_margin, raster);
    Prescription prescription;
    prescription.threshold = peak * std::exp(-0.5 * radius * radius / (kSigma * kSigma));
    prescription.threshold_unit = "ug/mm2";
    const Map map = support::cell_averages(depots, raster);
    const Reaches reaches = reaches_of(sampling,
                                       sub_cell_dose(sampling, map).mean,
                                       prescription.threshold,
                                       support::GaussianShares(depots, raster));
    const Assessment assessment{.target = target,
                                .sampling = sampling,
                                .prescription = prescription,
                                .punctures = {},
                                .multiplicity = &reaches.multiplicity};
    for (const Measured& m : assess(assessment, {map}, models::metrics(), nullptr).measures) {
        if (m.full_name() == name && m.value) return *m.value;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// Whole sub-cells of 0.025 mm count: a border of 40 mm is wrong by at most half of 1,600 of them
/// of 100 mm2, typically by a hundredth of that; the printed digits want 0.05 %.
constexpr double kPerCent = 0.05;

TEST(DiscsOnALattice, CoverWhatTheFormulaSays) {
    for (const double rho : {0.40, 0.50, 0.55, 0.60, 0.65, 0.75}) {
        EXPECT_NEAR(measured(false, rho * kPitch, "C_1"),
                    100.0 * disc_coverage::square_lattice(rho),
                    kPerCent)
            << rho;
    }
    // At equal density: 0.60 of the square pitch.
    EXPECT_NEAR(measured(true, 6.0, "C_1"), 99.55, kPerCent);
}

TEST(DiscsOnALattice, CoverTwiceTheShareThatIsPrinted) {
    EXPECT_NEAR(measured(false, 6.0, "C_2"), 18.0, 0.05 + kPerCent);
    EXPECT_NEAR(measured(true, 6.0, "C_2"), 13.5, 0.05 + kPerCent);
    EXPECT_NEAR(measured(false, 6.0, "C_1") - measured(false, 6.0, "C_2"),
                measured(false, 6.0, "exactly_once"),
                1e-9);
}

TEST(DiscsOnALattice, HaveTheMultiplicityOfTheirDensity) {
    // The integral of N is a disc per pitch squared.
    EXPECT_NEAR(measured(false, 6.0, "multiplicity") * measured(false, 6.0, "C_1") / 100.0,
                pi * 0.36,
                1e-3);
}

}  // namespace
}  // namespace mesogrid
