#include "engine/run/assess.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

#include "models/catalogs.hpp"

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

namespace mesogrid {
namespace {

using support::JudgedMap;
using testing::HasSubstr;
using units::mm;

constexpr Raster kRaster{{-20.0, -15.0}, 0.5, 80, 60};

Map bumps() {
    return support::cell_averages({{{-8.0, 2.0}, {6.0, -4.0}, {1.0, 9.0}}, 150.0, 4.0}, kRaster);
}

Map constant(double dose) {
    return {kRaster, std::vector<double>(kRaster.size(), dose)};
}

Outline slanted() {
    return Outline::polygon({{-17.3, -11.1}, {14.9, -13.2}, {18.4, 9.7}, {-3.3, 13.9}});
}

TEST(Assess, GivesEveryMeasureForTheWholeAreaThenTheInteriorThenTheEdgeBand) {
    const JudgedMap judged({.outline = slanted(), .margin = 3.0 * mm}, bumps());
    std::vector<std::string> names;
    for (const Measured& measured : judged.result().measures) {
        if (measured.name == "V80" || measured.name == "CV") names.push_back(measured.full_name());
    }
    EXPECT_THAT(names,
                testing::ElementsAre(
                    "V80", "interior.V80", "edge_band.V80", "CV", "interior.CV", "edge_band.CV"));
}

TEST(Assess, SharesTheWholeAreaOutToInteriorAndEdgeBand) {
    const JudgedMap judged({.outline = slanted(), .margin = 3.0 * mm}, bumps());
    const double whole = judged.doses(Region::whole).area_at_least(0.5);
    const double parts = judged.doses(Region::interior).area_at_least(0.5) +
                         judged.doses(Region::edge_band).area_at_least(0.5);
    EXPECT_NEAR(whole, parts, 1e-9);
    EXPECT_NEAR(judged.doses(Region::whole).total_area(), slanted().area(), 1e-9);
}

TEST(Assess, CountsADoseEqualToTheThresholdAsCovered) {
    const JudgedMap judged({.outline = slanted(), .threshold = 0.3}, constant(0.3));
    EXPECT_EQ(judged.value("coverage"), 100.0);
    EXPECT_EQ(judged.value("V150"), 0.0);
    EXPECT_EQ(judged.value("D95"), 0.3);
    EXPECT_NEAR(judged.value("CV"), 0.0, 1e-12);
}

TEST(Assess, TellsWhyARegionHasNoValue) {
    const JudgedMap wide({.outline = slanted(), .margin = 30.0 * mm}, bumps());
    const JudgedMap none({.outline = slanted(), .margin = 0.0 * mm}, bumps());
    const auto reason = [](const JudgedMap& judged, const std::string& name) {
        for (const Measured& measured : judged.result().measures) {
            if (measured.full_name() == name && !measured.value) return measured.reason;
        }
        return std::string("a value");
    };
    EXPECT_EQ(reason(wide, "interior.V80"),
              "the interior is empty: the margin of 30 mm leaves nothing");
    EXPECT_THAT(reason(none, "edge_band.D95"), HasSubstr("the edge band is empty"));
    EXPECT_EQ(wide.curve("interior.coverage_curve"), nullptr);
    EXPECT_EQ(reason(wide, "V80"), "a value");
}

TEST(Assess, HasTheMeanDoseAsTheAreaUnderTheCoverageCurve) {
    // The trapezoid rule is out by at most half a step for what a falling curve falls: from 1 to 0.
    for (const char* prefix : {"", "interior.", "edge_band."}) {
        const JudgedMap judged({.outline = slanted(), .margin = 3.0 * mm}, bumps());
        const Curve& curve = *judged.curve(prefix + std::string("coverage_curve"));
        ASSERT_EQ(curve.x.front(), 0.0);
        EXPECT_EQ(curve.y.front(), 100.0);
        double area = 0.0;
        for (std::size_t n = 1; n < curve.x.size(); ++n) {
            EXPECT_LE(curve.y[n], curve.y[n - 1] + 1e-9);
            area += 0.01 * 0.5 * (curve.y[n] + curve.y[n - 1]) * (curve.x[n] - curve.x[n - 1]);
        }
        const double mean = judged.value(prefix + std::string("mean_dose"));
        EXPECT_NEAR(area, mean, 0.5 * curve.x[1]);
    }
}

TEST(Assess, GivesTheSameBitsForAnyNumberOfThreads) {
    const int threads = thread_count();
    set_thread_count(1);
    const JudgedMap one({.outline = slanted(), .margin = 3.0 * mm}, bumps());
    set_thread_count(3);
    const JudgedMap three({.outline = slanted(), .margin = 3.0 * mm}, bumps());
    set_thread_count(threads);
    ASSERT_EQ(one.result().measures.size(), three.result().measures.size());
    for (std::size_t m = 0; m < one.result().measures.size(); ++m) {
        EXPECT_EQ(one.result().measures[m].value, three.result().measures[m].value);
    }
}

/// A target with a prescription of the given basis, and its sampling.
struct Sessions {
    Target target{.site = "",
                  .outline = slanted(),
                  .layer = "dermis",
                  .band = {},
                  .interior_margin = 3.0 * mm};
    TargetSampling sampling{target.outline, target.interior_margin, kRaster};
    Prescription prescription;

    explicit Sessions(Basis basis) {
        prescription.threshold = 1.0;
        prescription.threshold_unit = "ug/mm2";
        prescription.basis = basis;
    }
    MetricResult assessed(const std::vector<Map>& planes) const {
        return assess({target, sampling, prescription, {}}, planes, models::metrics(), nullptr);
    }
};

TEST(Assess, AddsSessionsUpForACumulativePrescription) {
    const Sessions sessions(Basis::cumulative);
    Map twice = bumps();
    for (double& value : twice.values) value *= 2.0;
    const MetricResult apart = sessions.assessed({bumps(), bumps()});
    const MetricResult together = sessions.assessed({twice});
    ASSERT_EQ(apart.measures.size(), together.measures.size());
    for (std::size_t m = 0; m < apart.measures.size(); ++m) {
        EXPECT_EQ(apart.measures[m].value, together.measures[m].value);
    }
}

TEST(Assess, RefusesSeveralPlanesOfAPrescriptionPerSession) {
    EXPECT_THROW(Sessions(Basis::per_session).assessed({bumps(), bumps()}), InternalError);
    EXPECT_THROW(Sessions(Basis::cumulative).assessed({}), InternalError);
}

}  // namespace
}  // namespace mesogrid
