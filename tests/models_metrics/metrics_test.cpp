#include <cmath>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/metrics/coverage.hpp"
#include "models/metrics/coverage_curve.hpp"
#include "models/metrics/dose_levels.hpp"
#include "models/metrics/effort.hpp"
#include "models/metrics/evenness.hpp"
#include "models/metrics/homogeneity.hpp"

namespace mesogrid::models {
namespace {

using testing::HasSubstr;
using units::mm;
using units::uL;

/// A region in which every dose stands for 1 mm2, judged by one metric. Threshold 2 mg/cm2, which
/// is 20 ug/mm2.
class Region1 {
public:
    explicit Region1(std::initializer_list<double> doses) {
        for (const double dose : doses) pieces_.push_back({.dose = dose, .area = 1.0});
        prescription_.threshold = 20.0;
        prescription_.threshold_unit = "mg/cm2";
    }

    Region1& threshold(double value) {
        prescription_.threshold = value;
        return *this;
    }
    Region1& punctures(std::vector<Puncture> list) {
        punctures_ = std::move(list);
        return *this;
    }
    MetricResult judged_by(const Metric& metric) const {
        const Target target{.site = "",
                            .outline = Outline::rectangle(4.0 * mm, 3.0 * mm),
                            .layer = "dermis",
                            .band = {},
                            .interior_margin = 1.0 * mm};
        const Raster raster{{-2.0, -1.5}, 1.0, 4, 3};
        const TargetSampling sampling(target.outline, target.interior_margin, raster, 1);
        const Map map{raster, std::vector<double>(raster.size(), 0.0)};
        const auto evaluation = metric.begin({target, sampling, prescription_, punctures_});
        const DoseDistribution doses(pieces_);
        evaluation->accept({map, map.values, {doses, doses, doses}});
        return evaluation->finish(nullptr);
    }

private:
    std::vector<DosePiece> pieces_;
    Prescription prescription_;
    std::vector<Puncture> punctures_;
};

/// The first measure of that name: the whole area's.
Measured measure(const MetricResult& result, const std::string& name) {
    for (const Measured& measured : result.measures) {
        if (measured.name == name) return measured;
    }
    ADD_FAILURE() << "no measure " << name;
    return {};
}

TEST(Coverage, IsTheShareThatGetsAtLeastTheThreshold) {
    const MetricResult result =
        Region1({5.0, 16.0, 20.0, 31.0}).judged_by(Coverage({0.5, 0.8, 1.5}));
    EXPECT_EQ(measure(result, "coverage").value, 50.0);
    EXPECT_EQ(measure(result, "V50").value, 75.0);
    EXPECT_EQ(measure(result, "V80").value, 75.0);
    EXPECT_EQ(measure(result, "V150").value, 25.0);
    EXPECT_EQ(measure(result, "V80").unit, "%");
    EXPECT_EQ(measure(result, "V80").better, Better::higher);
}

TEST(Coverage, NamesLevelsThatAreNoWholePerCent) {
    EXPECT_EQ(measure(Region1({5.0}).judged_by(Coverage({0.925})), "V92.5").value, 0.0);
}

TEST(Coverage, HasNoValueForAThresholdOfZero) {
    const Measured found = measure(Region1({5.0}).threshold(0.0).judged_by(Coverage({0.8})), "V80");
    EXPECT_EQ(found.value, std::nullopt);
    EXPECT_THAT(found.reason, HasSubstr("threshold is zero"));
}

TEST(DoseLevels, AreInTheUnitOfTheThreshold) {
    const MetricResult result =
        Region1({10.0, 20.0, 30.0, 40.0}).judged_by(DoseLevels({0.95, 0.5, 0.02}));
    EXPECT_DOUBLE_EQ(*measure(result, "mean_dose").value, 2.5);
    EXPECT_DOUBLE_EQ(*measure(result, "D95").value, 1.0);
    EXPECT_DOUBLE_EQ(*measure(result, "D50").value, 3.0);
    EXPECT_DOUBLE_EQ(*measure(result, "D2").value, 4.0);
    EXPECT_EQ(measure(result, "D95").unit, "mg/cm2");
}

TEST(DoseLevels, AreBetterHigherOnTheColdSideOnly) {
    const MetricResult result = Region1({1.0}).judged_by(DoseLevels({0.98, 0.95, 0.5, 0.02}));
    EXPECT_EQ(measure(result, "D98").better, Better::higher);
    EXPECT_EQ(measure(result, "D95").better, Better::higher);
    EXPECT_EQ(measure(result, "D50").better, Better::none);
    EXPECT_EQ(measure(result, "D2").better, Better::none);
}

TEST(Homogeneity, IsTheSpreadOverMedianOrThreshold) {
    const MetricResult result = Region1({10.0, 20.0, 30.0, 40.0}).judged_by(Homogeneity());
    EXPECT_DOUBLE_EQ(*measure(result, "HI_icru").value, (40.0 - 10.0) / 30.0);
    EXPECT_DOUBLE_EQ(*measure(result, "HI_5_95").value, 100.0 * (40.0 - 10.0) / 20.0);
    EXPECT_EQ(measure(result, "HI_icru").unit, "1");
    EXPECT_EQ(measure(result, "HI_5_95").unit, "%");
}

TEST(Homogeneity, HasNoValueWhereTheMedianIsZeroOrRounding) {
    for (const double nothing : {0.0, 1e-20}) {
        const Measured found =
            measure(Region1({nothing, nothing, nothing, 9.0}).judged_by(Homogeneity()), "HI_icru");
        EXPECT_EQ(found.value, std::nullopt);
        EXPECT_EQ(found.reason, "D50 is zero: half the region receives nothing");
    }
}

TEST(Evenness, FollowsItsDefinitions) {
    const MetricResult result = Region1({10.0, 20.0, 30.0, 60.0}).judged_by(Evenness());
    // m = 30, mean|q - m| = (20 + 10 + 0 + 30)/4, variance (400 + 100 + 0 + 900)/4.
    EXPECT_DOUBLE_EQ(*measure(result, "CU").value, 100.0 * (1.0 - 15.0 / 30.0));
    EXPECT_DOUBLE_EQ(*measure(result, "DU_lq").value, 100.0 * 10.0 / 30.0);
    EXPECT_DOUBLE_EQ(*measure(result, "DU_lh").value, 100.0 * 15.0 / 30.0);
    EXPECT_DOUBLE_EQ(*measure(result, "CV").value, std::sqrt(350.0) / 30.0);
    EXPECT_EQ(measure(result, "CV").better, Better::lower);
    EXPECT_EQ(measure(result, "CU").better, Better::higher);
}

TEST(Evenness, HasNoValueWhereNothingArrives) {
    const MetricResult result = Region1({0.0, 0.0}).judged_by(Evenness());
    for (const Measured& measured : result.measures) {
        EXPECT_EQ(measured.value, std::nullopt);
        EXPECT_EQ(measured.reason, "the mean is zero: the region receives nothing");
    }
}

TEST(CoverageCurve, RunsFromEverythingAtZeroToTheHighestDose) {
    const MetricResult result = Region1({10.0, 20.0, 30.0, 40.0}).judged_by(CoverageCurve());
    ASSERT_EQ(result.curves.size(), 3U);
    const Curve& curve = result.curves.front();
    EXPECT_EQ(curve.x_unit, "mg/cm2");
    EXPECT_EQ(curve.x.front(), 0.0);
    EXPECT_EQ(curve.y.front(), 100.0);
    EXPECT_DOUBLE_EQ(curve.x.back(), 4.0);
    EXPECT_EQ(curve.y.back(), 25.0);
    EXPECT_EQ(curve.y[100], 75.0);
    EXPECT_EQ(curve.y[101], 50.0);
}

std::vector<Puncture> three_punctures() {
    const auto at = [](Point position, int session, Volume leaked) {
        return Puncture{.session = session,
                        .position = position,
                        .depth = 1.0 * mm,
                        .volume_asked = 20.0 * uL,
                        .volume_leaked = leaked};
    };
    return {at({0.0, 0.0}, 1, 1.0 * uL), at({3.0, 4.0}, 1, 0.0 * uL), at({3.0, 0.0}, 1, 2.0 * uL)};
}

TEST(Effort, CountsPuncturesProductAndTheWayOfTheHand) {
    const MetricResult result = Region1({1.0}).punctures(three_punctures()).judged_by(Effort());
    EXPECT_EQ(measure(result, "puncture_count").value, 3.0);
    EXPECT_EQ(measure(result, "total_volume_asked").value, 60.0);
    EXPECT_EQ(measure(result, "total_volume_leaked").value, 3.0);
    EXPECT_EQ(measure(result, "total_volume_delivered").value, 57.0);
    EXPECT_EQ(measure(result, "path_length").value, 9.0);
    EXPECT_DOUBLE_EQ(*measure(result, "target_area").value, 12.0);
    for (const Measured& measured : result.measures) EXPECT_FALSE(measured.on_prescription);
}

TEST(Effort, DoesNotCountTheWayFromOneSessionToTheNext) {
    std::vector<Puncture> list = three_punctures();
    list[2].session = 2;
    const MetricResult result = Region1({1.0}).punctures(list).judged_by(Effort());
    EXPECT_EQ(measure(result, "path_length").value, 5.0);
}

}  // namespace
}  // namespace mesogrid::models
