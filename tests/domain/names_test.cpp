#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/domain/exposure.hpp"
#include "engine/domain/measured.hpp"
#include "engine/domain/prescription.hpp"

namespace mesogrid {
namespace {

constexpr std::array kQuantities = {ExposureQuantity::nominal_areal_dose,
                                    ExposureQuantity::areal_dose,
                                    ExposureQuantity::areal_amount,
                                    ExposureQuantity::areal_exposure,
                                    ExposureQuantity::bound_dose,
                                    ExposureQuantity::concentration,
                                    ExposureQuantity::peak,
                                    ExposureQuantity::auc,
                                    ExposureQuantity::time_above};

TEST(Names, AreTheWordsOfTheScenarioFile) {
    EXPECT_EQ(to_text(ExposureQuantity::nominal_areal_dose), "nominal_areal_dose");
    EXPECT_EQ(to_text(ExposureQuantity::areal_exposure), "areal_exposure");
    EXPECT_EQ(to_text(ExposureQuantity::auc), "auc");
    EXPECT_EQ(to_text(ExposureQuantity::time_above), "time_above");
    EXPECT_EQ(to_text(Reduction::depth_integral), "depth_integral");
    EXPECT_EQ(to_text(Reduction::depth_min), "depth_min");
    EXPECT_EQ(to_text(Basis::per_session), "per_session");
    EXPECT_EQ(to_text(Basis::cumulative), "cumulative");
    EXPECT_EQ(to_text(Better::lower), "lower");
    EXPECT_EQ(to_text(Better::none), "none");
    EXPECT_EQ(to_text(Region::whole), "whole");
    EXPECT_EQ(to_text(Region::edge_band), "edge_band");
}

TEST(Names, DifferForEveryQuantity) {
    std::set<std::string_view> words;
    for (const ExposureQuantity quantity : kQuantities) words.insert(to_text(quantity));
    EXPECT_EQ(words.size(), kQuantities.size());
}

TEST(Dimensions, OfAnArealQuantityDoNotDependOnTheReduction) {
    for (const ExposureQuantity quantity : kQuantities) {
        const Dimension integral = dimension_of(quantity, Reduction::depth_integral);
        const Dimension mean = dimension_of(quantity, Reduction::depth_mean);
        EXPECT_EQ(mean, dimension_of(quantity, Reduction::depth_min));
        EXPECT_EQ(integral, is_areal(quantity) ? mean : mean + Length::dimension)
            << to_text(quantity);
    }
}

TEST(Dimensions, AreThoseOfTheUnitsInWhichThresholdsAreWritten) {
    const auto mean = [](ExposureQuantity quantity) {
        return dimension_of(quantity, Reduction::depth_mean);
    };
    EXPECT_EQ(mean(ExposureQuantity::areal_dose), (Dimension{.length = -2, .amount = 1}));
    EXPECT_EQ(mean(ExposureQuantity::bound_dose), (Dimension{.length = -2, .amount = 1}));
    EXPECT_EQ(mean(ExposureQuantity::areal_exposure),
              (Dimension{.length = -2, .time = 1, .amount = 1}));
    EXPECT_EQ(mean(ExposureQuantity::peak), (Dimension{.length = -3, .amount = 1}));
    EXPECT_EQ(mean(ExposureQuantity::auc), (Dimension{.length = -3, .time = 1, .amount = 1}));
    EXPECT_EQ(mean(ExposureQuantity::time_above), (Dimension{.time = 1}));
    EXPECT_EQ(dimension_of(ExposureQuantity::auc, Reduction::depth_integral),
              (Dimension{.length = -2, .time = 1, .amount = 1}));
}

TEST(FullName, PrefixesRegionsOtherThanTheWhole) {
    Measured measured{.name = "V80", .value = 1.0, .reason = {}};
    EXPECT_EQ(measured.full_name(), "V80");
    measured.region = Region::interior;
    EXPECT_EQ(measured.full_name(), "interior.V80");
    Curve curve;
    curve.name = "coverage_curve";
    curve.region = Region::edge_band;
    EXPECT_EQ(curve.full_name(), "edge_band.coverage_curve");
}

}  // namespace
}  // namespace mesogrid
