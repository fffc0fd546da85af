#include "engine/domain/tissue.hpp"

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

using units::mm;

Tissue skin() {
    Tissue tissue;
    tissue.layers = {{.name = "epidermis", .thickness = 0.125 * mm},
                     {.name = "dermis", .thickness = 1.5 * mm},
                     {.name = "hypodermis", .thickness = 4.0 * mm}};
    return tissue;
}

TEST(Tissue, AddsItsLayersFromTheSurfaceDown) {
    EXPECT_EQ(skin().top(0), 0.0 * mm);
    EXPECT_EQ(skin().top(2), 1.625 * mm);
    EXPECT_EQ(skin().thickness(), 5.625 * mm);
    EXPECT_EQ(skin().top(3), skin().thickness());
}

TEST(Tissue, FindsALayerByItsName) {
    EXPECT_EQ(skin().find("dermis"), 1U);
    EXPECT_EQ(skin().find("muscle"), std::nullopt);
    EXPECT_EQ(skin().layer_names(), "epidermis | dermis | hypodermis");
}

TEST(Tissue, GivesABoundaryToTheLayerBeneathIt) {
    EXPECT_EQ(skin().layer_at(0.0 * mm), 0U);
    EXPECT_EQ(skin().layer_at(0.124 * mm), 0U);
    EXPECT_EQ(skin().layer_at(0.125 * mm), 1U);
    EXPECT_EQ(skin().layer_at(1.625 * mm), 2U);
}

TEST(Tissue, EndsWithItsLastLayer) {
    EXPECT_EQ(skin().layer_at(5.625 * mm), 2U);
    EXPECT_EQ(skin().layer_at(5.626 * mm), std::nullopt);
    EXPECT_EQ(skin().layer_at(-0.001 * mm), std::nullopt);
    EXPECT_EQ(Tissue{}.layer_at(0.0 * mm), std::nullopt);
}

}  // namespace
}  // namespace mesogrid
