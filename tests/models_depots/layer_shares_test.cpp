#include "models/depots/layer_shares.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "tests/support/formation.hpp"

namespace mesogrid::models {
namespace {

using support::Formation;
using units::mm;

double sum(const LayerShares& s) {
    return s.surface + s.epidermis + s.dermis + s.hypodermis + s.muscle + s.wrong_layer;
}

TEST(LayerShares, AreTheOverlapsOfTheOutletsSpan) {
    const Formation skin;  // 0.075, 1.3, 4.5 mm
    const DepotLayers layers(skin.tissue);
    const LayerShares middle = layers.shares({0.7, 0.7}, 0.5);
    EXPECT_EQ(middle.dermis, 1.0);
    const LayerShares border = layers.shares({1.325, 1.325}, 0.5);  // 1.075 to 1.575
    EXPECT_NEAR(border.dermis, 0.6, 1e-15);
    EXPECT_NEAR(border.hypodermis, 0.4, 1e-15);
    const LayerShares high = layers.shares({0.1, 0.1}, 0.5);  // -0.15 to 0.35
    EXPECT_NEAR(high.surface, 0.3, 1e-15);
    EXPECT_NEAR(high.epidermis, 0.15, 1e-15);
    EXPECT_NEAR(high.lens(), 0.7, 1e-15);
    const LayerShares deep = layers.shares({5.775, 5.775}, 0.5);  // 5.525 to 6.025, bottom 5.875
    EXPECT_NEAR(deep.wrong_layer, 0.3, 1e-14);
}

TEST(LayerShares, SumToOneWhereverTheOutletIs) {
    const Formation skin;
    const DepotLayers layers(skin.tissue);
    for (int i = 0; i <= 400; ++i) {
        const double z = 5.875 * i / 400;
        EXPECT_NEAR(sum(layers.shares({z, z}, 0.5)), 1.0, 1e-14) << z;
        EXPECT_NEAR(sum(layers.shares({z, 0.3 * z}, 0.2)), 1.0, 1e-14) << z;
    }
}

TEST(LayerShares, OfAStretchAreTheMeanOfItsPoints) {
    const Formation skin;
    const DepotLayers layers(skin.tissue);
    constexpr int kPoints = 20000;
    LayerShares mean;
    for (int i = 0; i < kPoints; ++i) {
        const double z = 2.1 - 2.0 * (i + 0.5) / kPoints;
        const LayerShares s = layers.shares({z, z}, 0.5);
        mean.surface += s.surface / kPoints;
        mean.epidermis += s.epidermis / kPoints;
        mean.dermis += s.dermis / kPoints;
        mean.hypodermis += s.hypodermis / kPoints;
    }
    const LayerShares exact = layers.shares({2.1, 0.1}, 0.5);
    EXPECT_NEAR(exact.surface, mean.surface, 1e-8);
    EXPECT_NEAR(exact.epidermis, mean.epidermis, 1e-8);
    EXPECT_NEAR(exact.dermis, mean.dermis, 1e-8);
    EXPECT_NEAR(exact.hypodermis, mean.hypodermis, 1e-8);
}

TEST(LayerShares, GoToMuscleThatIsNamedAndToDermisWhereThereIsNoFat) {
    Formation skin;
    skin.tissue.layers.push_back(
        {.name = "muscle", .kind = LayerKind::muscle, .thickness = 10.0 * mm});
    EXPECT_NEAR(DepotLayers(skin.tissue).shares({5.775, 5.775}, 0.5).muscle, 0.3, 1e-14);
    skin.tissue.layers.resize(2);
    const LayerShares thin = DepotLayers(skin.tissue).shares({1.3, 1.3}, 0.5);
    EXPECT_NEAR(thin.dermis, 1.0, 1e-14);
    EXPECT_EQ(thin.wrong_layer, 0.0);
}

/// The code of the InputError that this tissue gives at a depth.
int refusal(const Tissue& tissue, double depth) {
    try {
        DepotLayers(tissue).shares({depth, depth}, 0.5);
    } catch (const InputError& problem) {
        return problem.diagnostics().front().code;
    }
    return 0;
}

TEST(LayerShares, RefuseALayerTheyDoNotKnow) {
    const Tissue slab{{{.name = "slab", .kind = LayerKind::other, .thickness = 5.0 * mm}}};
    EXPECT_EQ(refusal(slab, 1.0), 341);
    const Tissue bare{
        {{.name = "epidermis", .kind = LayerKind::epidermis, .thickness = 0.1 * mm},
         {.name = "hypodermis", .kind = LayerKind::hypodermis, .thickness = 5.0 * mm}}};
    EXPECT_EQ(refusal(bare, 0.2), 340);
    EXPECT_EQ(refusal(bare, 3.0), 0);
    Tissue scar = Formation().tissue;
    scar.layers[2].kind = LayerKind::other;
    EXPECT_EQ(refusal(scar, 0.7), 0);  // the outlet does not reach it
    EXPECT_EQ(refusal(scar, 1.3), 341);
}

}  // namespace
}  // namespace mesogrid::models
