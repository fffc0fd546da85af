#include <numbers>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "models/clearance/by_molar_mass.hpp"
#include "models/clearance/hyaluronan.hpp"
#include "models/clearance/stated.hpp"

namespace mesogrid::models {
namespace {

Duration half_life(double kilodalton, LayerKind kind) {
    const Solute solute{.name = "tracer", .molar_mass = 1000.0 * kilodalton * units::dalton};
    const Layer layer{.name = "layer", .kind = kind};
    return std::numbers::ln2 / ClearanceByMolarMass().rate(solute, layer);
}

TEST(ClearanceByMolarMass, PassesThroughItsMidpoints) {
    EXPECT_NEAR(half_life(0.3, LayerKind::dermis) / units::min, 10.0, 1e-12);
    EXPECT_NEAR(half_life(0.3, LayerKind::hypodermis) / units::min, 30.0, 1e-12);
    EXPECT_NEAR(half_life(5.8, LayerKind::dermis) / units::min, 45.0, 1e-12);
    EXPECT_NEAR(half_life(5.8, LayerKind::muscle) / units::h, 1.5, 1e-12);
    EXPECT_NEAR(half_life(66.0, LayerKind::dermis) / units::h, 12.0, 1e-12);
    EXPECT_NEAR(half_life(66.0, LayerKind::other) / units::h, 24.0, 1e-12);
}

TEST(ClearanceByMolarMass, IsLogarithmicBetweenThemAndConstantOutside) {
    // 1 kDa: 18 and 47 min; 20 kDa: 3.1 and 6.2 h; rounded to the digits given
    EXPECT_NEAR(half_life(1.0, LayerKind::dermis) / units::min, 18.0, 0.5);
    EXPECT_NEAR(half_life(1.0, LayerKind::hypodermis) / units::min, 47.0, 0.5);
    EXPECT_NEAR(half_life(20.0, LayerKind::dermis) / units::h, 3.1, 0.05);
    EXPECT_NEAR(half_life(20.0, LayerKind::hypodermis) / units::h, 6.2, 0.05);
    EXPECT_NEAR(half_life(0.05, LayerKind::dermis) / units::min, 10.0, 1e-12);
    EXPECT_NEAR(half_life(900.0, LayerKind::dermis) / units::h, 12.0, 1e-12);
}

TEST(ClearanceByMolarMass, SparesTheEpidermisAndNeedsAMass) {
    const Layer epidermis{.name = "epidermis", .kind = LayerKind::epidermis};
    const Layer dermis{.name = "dermis", .kind = LayerKind::dermis};
    EXPECT_EQ(ClearanceByMolarMass().rate(Solute{.name = "x"}, epidermis), Rate{});
    EXPECT_THROW(ClearanceByMolarMass().rate(Solute{.name = "x"}, dermis), InputError);
}

TEST(StatedClearance, IsTheStatedHalfLifeWhereverBloodFlows) {
    const Solute solute{.name = "x", .half_life = 2.0 * units::h};
    for (const LayerKind kind : {LayerKind::dermis, LayerKind::hypodermis, LayerKind::muscle}) {
        const Rate rate = StatedClearance().rate(solute, Layer{.name = "layer", .kind = kind});
        EXPECT_NEAR(rate.base(), std::numbers::ln2 / 7200.0, 1e-19);
    }
    const Layer epidermis{.name = "epidermis", .kind = LayerKind::epidermis};
    EXPECT_EQ(StatedClearance().rate(solute, epidermis), Rate{});
}

TEST(StatedClearance, RefusesASoluteThatStatesNothing) {
    const Layer dermis{.name = "dermis", .kind = LayerKind::dermis};
    try {
        StatedClearance().rate(Solute{.name = "tracer"}, dermis);
        FAIL() << "no error";
    } catch (const InputError& error) {
        EXPECT_EQ(error.diagnostics().front().code, 321);
        EXPECT_NE(std::string(error.what()).find("tracer"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("dermis"), std::string::npos);
    }
}

// parameters.md 2.5: free hyaluronan 18 h everywhere but in the epidermis, gel 120 d everywhere
TEST(HyaluronanClearance, KnowsFreeChainsAndGels) {
    const Solute solute{.name = "hyaluronan"};
    for (const LayerKind kind :
         {LayerKind::dermis, LayerKind::hypodermis, LayerKind::muscle, LayerKind::other}) {
        const Layer layer{.name = "layer", .kind = kind};
        EXPECT_NEAR(std::numbers::ln2 / FreeHyaluronanClearance().rate(solute, layer) / units::h,
                    18.0,
                    1e-13);
        EXPECT_NEAR(std::numbers::ln2 / GelHyaluronanClearance().rate(solute, layer) / units::day,
                    120.0,
                    1e-12);
    }
    const Layer epidermis{.name = "epidermis", .kind = LayerKind::epidermis};
    EXPECT_EQ(FreeHyaluronanClearance().rate(solute, epidermis), Rate{});
    EXPECT_GT(GelHyaluronanClearance().rate(solute, epidermis), Rate{});
}

TEST(ClearanceByMolarMass, StandsOnTheTwoGroupsAroundTheMass) {
    const Layer dermis{.name = "dermis", .kind = LayerKind::dermis};
    const auto rows = [&](double dalton) {
        return ClearanceByMolarMass()
            .evidence(Solute{.name = "x", .molar_mass = dalton * units::dalton}, dermis)
            .parameters.size();
    };
    EXPECT_EQ(rows(176.0), 2U) << "one midpoint and its half-life";
    EXPECT_EQ(rows(1000.0), 4U);
    EXPECT_EQ(rows(65e3), 4U);
    EXPECT_EQ(rows(150e3), 2U);
}

}  // namespace
}  // namespace mesogrid::models
