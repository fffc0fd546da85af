#include "engine/run/medium.hpp"

#include <gtest/gtest.h>

#include "models/clearance/stated.hpp"
#include "models/diffusion/interstitial_fit.hpp"

namespace mesogrid {
namespace {

const models::StatedClearance kClearance;
const models::InterstitialFit kDiffusion;

Layer dermis() {
    return {.name = "dermis",
            .kind = LayerKind::dermis,
            .thickness = 1.3 * units::mm,
            .porosity = 0.4,
            .partition = 0.5,
            .retardation = 2.0};
}

const Solute kSolute{
    .name = "x", .diffusivity = 100.0 * units::um2_per_s, .half_life = 1.0 * units::h};

TEST(ResolveMedium, DividesByRetardationAndCollectsTheCapacity) {
    const Medium medium = resolve_medium({{dermis()}}, kSolute, kClearance, kDiffusion);
    ASSERT_EQ(medium.layers.size(), 1U);
    EXPECT_EQ(medium.layers[0].thickness, 1.3 * units::mm);
    EXPECT_EQ(medium.layers[0].diffusivity, 50.0 * units::um2_per_s);
    EXPECT_NEAR(medium.layers[0].clearance.base(), 0.5 * 0.69314718055994531 / 3600.0, 1e-19);
    EXPECT_NEAR(medium.layers[0].capacity, 0.4 * 0.5 * 2.0, 1e-16);
}

TEST(ResolveMedium, PrefersWhatTheLayerStates) {
    Layer layer = dermis();
    layer.retardation = 1.0;
    layer.diffusivity = 7.0 * units::um2_per_s;
    layer.clearance = 0.25 * units::per_s;
    // Nothing is asked of the laws: they would refuse this solute.
    const Medium medium =
        resolve_medium({{layer}}, Solute{.name = "unknown"}, kClearance, kDiffusion);
    EXPECT_EQ(medium.layers[0].diffusivity, 7.0 * units::um2_per_s);
    EXPECT_EQ(medium.layers[0].clearance, 0.25 * units::per_s);
}

}  // namespace
}  // namespace mesogrid
