#include "tests/contracts/metric_contract.hpp"

#include <functional>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/assess.hpp"

#include "models/catalogs.hpp"
#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::contracts {
namespace {

using models::Outcome;
using models::RegionDose;
using models::RegionMeasure;
using testing::Contains;
using testing::HasSubstr;

class EveryMetric : public testing::TestWithParam<CatalogRow<Metric>> {};

TEST_P(EveryMetric, KeepsThePromisesOfTheInterface) {
    check_metric_contract(GetParam());
}

INSTANTIATE_TEST_SUITE_P(MetricContract,
                         EveryMetric,
                         testing::ValuesIn(models::metrics()),
                         [](const auto& row) { return row.param.name; });

TEST(MetricContract, NoTwoRowsShareAName) {
    std::set<std::string> names;
    for (const auto& row : models::metrics()) EXPECT_TRUE(names.insert(row.name).second);
}

/// A metric with planted measures, to see that the contract finds what is wrong with them.
class Planted final : public Metric {
public:
    explicit Planted(std::vector<RegionMeasure> measures) : measures_(std::move(measures)) {}

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        return std::make_unique<models::RegionEvaluation>(assessment, measures_);
    }

private:
    std::vector<RegionMeasure> measures_;
};

std::vector<std::string> promises_broken_by(std::vector<RegionMeasure> measures) {
    return broken_metric_promises(
        {.name = "planted",
         .summary = "a fault planted",
         .example = "kind = \"planted\"",
         .read = [measures = std::move(measures)](Params&) -> std::shared_ptr<const Metric> {
             return std::make_shared<const Planted>(measures);
         }});
}

RegionMeasure sound() {
    return {"sound", "%", Better::none, [](const RegionDose&) { return Outcome::of(1.0); }};
}

TEST(MetricContract, PassesASoundMeasure) {
    EXPECT_THAT(promises_broken_by({sound()}), testing::IsEmpty());
}

TEST(MetricContract, FindsAMetricThatMeasuresNothing) {
    EXPECT_THAT(promises_broken_by({}), Contains(HasSubstr("measures nothing")));
}

TEST(MetricContract, FindsANumberThatIsNotFinite) {
    RegionMeasure bad = sound();
    bad.evaluate = [](const RegionDose& region) { return Outcome::of(1.0 / region.doses.mean()); };
    EXPECT_THAT(promises_broken_by({bad}), Contains(HasSubstr("not finite (an empty field)")));
}

TEST(MetricContract, FindsAnAbsentValueWithoutAReason) {
    RegionMeasure bad = sound();
    bad.evaluate = [](const RegionDose&) { return Outcome::none(""); };
    EXPECT_THAT(promises_broken_by({bad}), Contains(HasSubstr("without a reason")));
}

TEST(MetricContract, FindsARatioThatDependsOnTheScale) {
    RegionMeasure bad = sound();
    bad.evaluate = [](const RegionDose& region) { return Outcome::of(region.doses.mean()); };
    EXPECT_THAT(promises_broken_by({bad}), Contains(HasSubstr("dose and threshold double")));
}

TEST(MetricContract, FindsANameThatComesTwice) {
    EXPECT_THAT(promises_broken_by({sound(), sound()}), Contains(HasSubstr("comes twice")));
}

TEST(MetricContract, FindsDifferentBitsForTheSameField) {
    auto calls = std::make_shared<double>(0.0);
    RegionMeasure bad = sound();
    bad.evaluate = [calls](const RegionDose&) { return Outcome::of(*calls += 1e-16); };
    EXPECT_THAT(promises_broken_by({bad}), Contains(HasSubstr("other bits")));
}

TEST(MetricContract, FindsAnExampleThatIsNotRead) {
    CatalogRow<Metric> bad = models::metrics().front();
    bad.example += "colour = \"blue\"\n";
    EXPECT_THAT(broken_metric_promises(bad), Contains(HasSubstr("example")));
}

TEST(MetricContract, NoTwoMeasuresOfTheCatalogShareAName) {
    // Names make the keys of result files; within one metric the contract sees to it.
    std::set<std::string> names;
    const Target target{.site = "",
                        .outline = Outline::rectangle(4.0 * units::mm, 3.0 * units::mm),
                        .layer = "dermis",
                        .band = {},
                        .interior_margin = 1.0 * units::mm};
    const Raster raster{{-2.0, -1.5}, 1.0, 4, 3};
    const TargetSampling sampling(target.outline, target.interior_margin, raster);
    Prescription prescription;
    prescription.threshold = 1.0;
    prescription.threshold_unit = "ug/mm2";
    const MetricResult result = assess({target, sampling, prescription, {}},
                                       {{raster, std::vector<double>(raster.size(), 1.0)}},
                                       models::metrics(),
                                       nullptr);
    for (const Measured& measured : result.measures) {
        EXPECT_TRUE(names.insert(measured.full_name()).second) << measured.full_name();
    }
    for (const char* name : {"coverage",
                             "V80",
                             "V100",
                             "D95",
                             "D50",
                             "D2",
                             "HI_icru",
                             "CU",
                             "DU_lq",
                             "CV",
                             "interior.V80",
                             "edge_band.CV",
                             "puncture_count",
                             "total_volume_asked",
                             "total_volume_delivered",
                             "path_length"}) {
        EXPECT_TRUE(names.count(name)) << name;
    }
}

}  // namespace
}  // namespace mesogrid::contracts
