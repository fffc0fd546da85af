#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "models/diffusion/interstitial_fit.hpp"
#include "models/diffusion/stated.hpp"

namespace mesogrid::models {
namespace {

constexpr Layer layer_of(LayerKind kind) {
    return {.kind = kind};
}

// Values printed with the fit of Swabb, Wei, Gullino 1974, to the digits given.
TEST(DermalDiffusivity, HasTheValuesOfTheFit) {
    const auto um2_per_s = [](double dalton) {
        return dermal_diffusivity(dalton * units::dalton) / units::um2_per_s;
    };
    EXPECT_NEAR(um2_per_s(180.16), 362.0, 0.5);  // glucose
    EXPECT_NEAR(um2_per_s(500.0), 168.0, 0.5);
    EXPECT_NEAR(um2_per_s(20e3), 10.6, 0.05);
    EXPECT_NEAR(um2_per_s(150e3), 2.33, 0.005);
}

TEST(InterstitialFit, ScalesToTheOtherLayers) {
    const Solute solute{.name = "x", .molar_mass = 500.0 * units::dalton};
    const InterstitialFit law;
    const Diffusivity dermis = law.diffusivity(solute, layer_of(LayerKind::dermis));
    EXPECT_EQ(dermis, dermal_diffusivity(500.0 * units::dalton));
    EXPECT_EQ(law.diffusivity(solute, layer_of(LayerKind::epidermis)), 0.3 * dermis);
    EXPECT_EQ(law.diffusivity(solute, layer_of(LayerKind::hypodermis)), 1.5 * dermis);
    EXPECT_EQ(law.diffusivity(solute, layer_of(LayerKind::muscle)), 1.5 * dermis);
}

TEST(InterstitialFit, IsCappedByDiffusionInWater) {
    Solute solute{.name = "x",
                  .molar_mass = 180.16 * units::dalton,
                  .free_diffusivity = 900.0 * units::um2_per_s};
    const InterstitialFit law;
    const auto dermal = [&] { return law.diffusivity(solute, layer_of(LayerKind::dermis)); };
    EXPECT_NEAR(dermal() / units::um2_per_s, 315.0, 1e-9);  // 0.35 of 900 is less than 362
    solute.free_diffusivity = 2000.0 * units::um2_per_s;
    EXPECT_NEAR(dermal() / units::um2_per_s, 362.0, 0.5);
    solute.diffusivity = 50.0 * units::um2_per_s;
    EXPECT_EQ(dermal(), 50.0 * units::um2_per_s);
}

TEST(DiffusionLaws, RefuseASoluteOfWhichNothingIsKnown) {
    const Layer dermis = layer_of(LayerKind::dermis);
    EXPECT_THROW(InterstitialFit().diffusivity(Solute{.name = "x"}, dermis), InputError);
    const Solute massive{.name = "x", .molar_mass = 500.0 * units::dalton};
    EXPECT_THROW(StatedDiffusion().diffusivity(massive, dermis), InputError);
    const Solute stated{.name = "x", .diffusivity = 10.0 * units::um2_per_s};
    EXPECT_EQ(StatedDiffusion().diffusivity(stated, layer_of(LayerKind::epidermis)),
              0.3 * (10.0 * units::um2_per_s));
}

TEST(LayerFactor, IsTheLayersOwnWhereItStatesOne) {
    Layer fat = layer_of(LayerKind::hypodermis);
    EXPECT_EQ(layer_factor(fat), 1.5);
    fat.diffusivity_factor = 0.8;
    EXPECT_EQ(layer_factor(fat), 0.8);
    EXPECT_EQ(layer_factor(layer_of(LayerKind::other)), 1.0);
}

TEST(InterstitialFit, SaysWhereItIsExtrapolated) {
    const Layer dermis = layer_of(LayerKind::dermis);
    const auto remarks = [&](double dalton) {
        return InterstitialFit()
            .evidence(Solute{.name = "x", .molar_mass = dalton * units::dalton}, dermis)
            .remarks.size();
    };
    EXPECT_EQ(remarks(31.0), 1U);
    EXPECT_EQ(remarks(33.0), 0U);
    EXPECT_EQ(remarks(68e3), 0U);
    EXPECT_EQ(remarks(70e3), 1U);
}

}  // namespace
}  // namespace mesogrid::models
