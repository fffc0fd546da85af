#include "engine/run/leave_one_out.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/run/puncture_table.hpp"
#include "engine/run/sub_cell_dose.hpp"

#include "models/catalogs.hpp"
#include "models/metrics/coverage.hpp"
#include "models/metrics/dose_levels.hpp"
#include "models/metrics/spacing.hpp"

#include "tests/support/judged_map.hpp"
#include "tests/support/patches.hpp"

/// What one puncture does alone, and what is lost without it.
namespace mesogrid {
namespace {

using support::GaussianDepots;
using support::JudgedMap;
using testing::HasSubstr;
using units::mm;

/// 24 depots on 60 x 40 mm, on average 1 ug/mm2 (metrics.md 6.6), cells of 0.5 mm.
struct Field {
    GaussianDepots depots{.centres = {}, .amount = 100.0, .sigma = 3.5};
    std::vector<Puncture> punctures;
    Raster raster{{-30.0, -20.0}, 0.5, 120, 80};
    Target target{.site = "",
                  .outline = Outline::rectangle(60.0 * mm, 40.0 * mm),
                  .layer = "dermis",
                  .band = {},
                  .interior_margin = 10.0 * mm};
    TargetSampling sampling{target.outline, target.interior_margin, raster};
    Prescription prescription;

    explicit Field(double threshold) {
        for (int j = 0; j < 4; ++j) {
            for (int i = 0; i < 6; ++i) {
                depots.centres.push_back({-25.0 + 10.0 * i, -15.0 + 10.0 * j});
                punctures.push_back({.id = static_cast<int>(punctures.size()) + 1,
                                     .position = depots.centres.back()});
            }
        }
        prescription.threshold = threshold;
        prescription.threshold_unit = "ug/mm2";
    }
    Map map() const { return support::cell_averages(depots, raster); }
    Assessment assessment() const { return {target, sampling, prescription, punctures}; }
    Reaches reaches() const {
        return reaches_of(sampling,
                          sub_cell_dose(sampling, map()).mean,
                          prescription.threshold,
                          support::GaussianShares(depots, raster));
    }
};

TEST(Reach, OfOneGaussianIsItsDisc) {
    // c_i >= theta within r^2 = 2 sigma^2 ln(peak/theta); theta for r = 4.5 mm: no discs meet.
    constexpr double kRadius = 4.5;
    const double peak = 100.0 / (2.0 * std::acos(-1.0) * 3.5 * 3.5);
    const Field field(peak * std::exp(-0.5 * kRadius * kRadius / (3.5 * 3.5)));
    const PunctureTable table =
        puncture_table(field.punctures, field.target, field.sampling, field.reaches());
    const double disc = std::acos(-1.0) * kRadius * kRadius;
    for (const auto& row : table.rows) {
        // Whole sub-cells of 0.125 mm along a border of 28 mm: 226 of them, each wrong by at most
        // half, at random by 0.3/sqrt(226): 0.5 mm2 at most, by 0.07 typically.
        EXPECT_NEAR(*row[8], disc, 0.5);
        EXPECT_NEAR(*row[9], disc, 0.5);
        EXPECT_EQ(*row[10], 0.0);
        EXPECT_NEAR(*row[11], 100.0, 1e-9);
        EXPECT_EQ(*row[13], 0.0);
    }
}

TEST(Reach, SplitsIntoAloneAndSharedAndAddsUpToTheMultiplicity) {
    const double peak = 100.0 / (2.0 * std::acos(-1.0) * 3.5 * 3.5);
    const Field field(peak * std::exp(-0.5 * 36.0 / (3.5 * 3.5)));  // discs of 6 mm
    const Reaches reaches = field.reaches();
    const PunctureTable table =
        puncture_table(field.punctures, field.target, field.sampling, reaches);
    double all = 0.0;
    double once = 0.0;
    for (const auto& row : table.rows) {
        EXPECT_NEAR(*row[8], *row[9] + *row[10], 1e-9);
        EXPECT_NEAR(*row[13], *row[10] / *row[8], 1e-12);
        all += *row[8];
        once += *row[9];
    }
    double integral = 0.0;
    double exactly_once = 0.0;
    for (std::size_t s = 0; s < reaches.multiplicity.size(); ++s) {
        const double area = field.sampling.samples()[s].area;
        integral += area * reaches.multiplicity[s];
        exactly_once += reaches.multiplicity[s] == 1 ? area : 0.0;
    }
    EXPECT_NEAR(all, integral, 1e-8);
    EXPECT_NEAR(once, exactly_once, 1e-8);
}

TEST(Reach, IsTheSameForAnyNumberOfThreads) {
    const Field field(0.8);
    const int threads = thread_count();
    set_thread_count(1);
    const Reaches one = field.reaches();
    set_thread_count(3);
    const Reaches three = field.reaches();
    set_thread_count(threads);
    EXPECT_EQ(one.multiplicity, three.multiplicity);
    for (std::size_t i = 0; i < one.of_puncture.size(); ++i) {
        EXPECT_EQ(one.of_puncture[i].marginal_area, three.of_puncture[i].marginal_area);
    }
}

TEST(LeaveOneOut, LosesWhatAMapWithoutThePunctureLoses) {
    const Field field(1.0);
    const auto metric = std::make_shared<const models::DoseLevels>(std::vector<double>{0.95});
    const support::GaussianShares shares(field.depots, field.raster);
    const auto marginals = leave_one_out(field.assessment(), field.map(), metric, "D95", &shares);
    ASSERT_EQ(marginals.size(), 24U);
    const JudgedMap all({.outline = field.target.outline, .margin = 10.0 * mm}, field.map());
    for (const std::size_t i : {0U, 7U, 20U}) {
        GaussianDepots rest = field.depots;
        rest.centres.erase(rest.centres.begin() + static_cast<std::ptrdiff_t>(i));
        const JudgedMap without({.outline = field.target.outline, .margin = 10.0 * mm},
                                support::cell_averages(rest, field.raster));
        // The patches end at 1e-14 of the peak.
        EXPECT_NEAR(*marginals[i].value, all.value("D95") - without.value("D95"), 1e-10) << i;
    }
}

TEST(LeaveOneOut, GivesTheGoldenLossesOfV80) {
    // metrics.md 6.6, converged: corner 3.4643, edge 4.5459, interior 5.8815 points; maps of 0.5 mm
    // are right to 0.02.
    const Field field(1.0);
    const auto metric = std::make_shared<const models::Coverage>(std::vector<double>{0.8});
    const support::GaussianShares shares(field.depots, field.raster);
    const auto v80 = leave_one_out(field.assessment(), field.map(), metric, "V80", &shares);
    EXPECT_NEAR(*v80[0].value, 3.4643, 0.02);
    EXPECT_NEAR(*v80[1].value, 4.5459, 0.02);
    EXPECT_NEAR(*v80[7].value, 5.8815, 0.02);
    // The table's column at the same threshold counts whole sub-cells.
    const Field at80(0.8);
    const PunctureTable table =
        puncture_table(at80.punctures, at80.target, at80.sampling, at80.reaches());
    EXPECT_NEAR(*table.rows[0][12], 3.4643, 0.1);
    EXPECT_NEAR(*table.rows[7][12], 5.8815, 0.1);
}

TEST(LeaveOneOut, TakesThePunctureOffTheList) {
    const Field field(1.0);
    const support::GaussianShares shares(field.depots, field.raster);
    const auto radius = leave_one_out(field.assessment(),
                                      field.map(),
                                      std::make_shared<const models::Spacing>(),
                                      "covering_radius",
                                      &shares);
    // With all sqrt(50); without the corner one its corner is sqrt(15^2 + 5^2) from the next.
    EXPECT_NEAR(*radius[0].value, std::sqrt(50.0) - std::sqrt(250.0), 1e-9);
}

TEST(LeaveOneOut, KnowsNothingOfDepotsThatWereSolvedTogether) {
    const Field field(1.0);
    const support::GaussianShares shares(field.depots, field.raster);
    const auto metric = std::make_shared<const models::Coverage>(std::vector<double>{});
    std::vector<DepotReading> readings(24);
    readings[3].formed_alone = false;
    const auto some =
        leave_one_out(field.assessment(), field.map(), metric, "coverage", &shares, readings);
    EXPECT_TRUE(some[2].value);
    EXPECT_FALSE(some[3].value);
    EXPECT_THAT(some[3].reason, HasSubstr("merged"));
}

TEST(LeaveOneOut, SaysWhySuperpositionIsNeeded) {
    const Field field(1.0);
    const auto metric = std::make_shared<const models::Coverage>(std::vector<double>{});
    const auto none = leave_one_out(field.assessment(), field.map(), metric, "coverage", nullptr);
    ASSERT_EQ(none.size(), 24U);
    EXPECT_FALSE(none[3].value);
    EXPECT_THAT(none[3].reason, HasSubstr("superposition"));
    EXPECT_THROW(leave_one_out(field.assessment(), field.map(), metric, "D95", nullptr),
                 InternalError);
}

}  // namespace
}  // namespace mesogrid
