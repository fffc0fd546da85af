#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/medium.hpp"

#include "tests/run_read/reading.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Site, BringsItsLayersFromTheSurfaceDownward) {
    const Tissue tissue = read({.target = "site = \"forehead\"\n"}).tissue;
    ASSERT_EQ(tissue.layers.size(), 3U);
    // parameters.md 1.2: forehead 0.075, 1.4, 2.0 mm; porosity 0.4, 0.4, 0.15 (2.3)
    const LayerKind kinds[] = {LayerKind::epidermis, LayerKind::dermis, LayerKind::hypodermis};
    const double thickness[] = {0.075, 1.4, 2.0};
    const double porosity[] = {0.4, 0.4, 0.15};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(tissue.layers[i].kind, kinds[i]);
        EXPECT_EQ(tissue.layers[i].thickness.base(), thickness[i]);
        EXPECT_EQ(tissue.layers[i].porosity, porosity[i]);
    }
}

TEST(Site, GivesEveryValueUnitRangeGradeAndSource) {
    const ResolvedValue value =
        resolved(read({.target = "site = \"forehead\"\n"}), "tissue.dermis.thickness");
    EXPECT_EQ(value.value, "\"1.4 mm\"");
    EXPECT_TRUE(value.is_default);
    EXPECT_EQ(value.unit, "mm");
    EXPECT_EQ(value.grade, Grade::e);
    EXPECT_EQ(value.range, "1.0 mm to 1.7 mm");
    EXPECT_FALSE(value.outside_range);
    EXPECT_THAT(value.source, HasSubstr("parameters.md 1.2"));
}

TEST(Site, LetsAnySingleValueBeReplaced) {
    const Scenario scenario =
        read({.tissue = "dermis = { thickness = \"1.1 mm\", porosity = 0.45 }\n"
                        "hypodermis = { diffusivity_factor = 1.2, half_life = \"40 min\" }\n"});
    const Layer& dermis = scenario.tissue.layers[1];
    EXPECT_EQ(dermis.thickness, 1.1 * units::mm);
    EXPECT_EQ(dermis.porosity, 0.45);
    EXPECT_EQ(scenario.tissue.layers[2].thickness, 4.5 * units::mm) << "the rest stays the site's";
    const ResolvedValue value = resolved(scenario, "tissue.dermis.thickness");
    EXPECT_FALSE(value.is_default);
    EXPECT_EQ(value.grade, std::nullopt);
    EXPECT_FALSE(value.outside_range);
    const Medium medium = resolve_medium(scenario.tissue,
                                         scenario.product.solutes[0],
                                         *scenario.laws[0].clearance,
                                         *scenario.laws[0].diffusion);
    EXPECT_NEAR(medium.layers[2].diffusivity / medium.layers[1].diffusivity, 1.2, 1e-14);
    EXPECT_NEAR(medium.layers[2].clearance.base(), std::log(2.0) / 2400.0, 1e-18);
}

TEST(Site, FlagsAValueOutsideTheRangeOfItsSource) {
    const Scenario scenario = read({.tissue = "dermis = { thickness = \"1.8 mm\" }\n"});
    EXPECT_TRUE(resolved(scenario, "tissue.dermis.thickness").outside_range);
    EXPECT_TRUE(
        has_note(scenario, "tissue.dermis.thickness = \"1.8 mm\" lies outside 0.9 mm to 1.7 mm"));
}

TEST(Site, TakesMuscleOnlyWhereItIsNamed) {
    const Tissue tissue = read({.tissue = "muscle = { thickness = \"8 mm\" }\n"}).tissue;
    ASSERT_EQ(tissue.layers.size(), 4U);
    EXPECT_EQ(tissue.layers[3].kind, LayerKind::muscle);
    EXPECT_EQ(tissue.layers[3].porosity, 0.15);
    EXPECT_THAT(codes({.tissue = "muscle = { porosity = 0.2 }\n"}), ElementsAre(208))
        << "no source knows a thickness of muscle";
}

TEST(Site, WithoutDataNamesTheRegionThatStandsIn) {
    const Scenario scenario = read({.target = "site = \"palm\"\n"});
    EXPECT_EQ(scenario.tissue.layers[1].thickness, 1.2 * units::mm) << "the dorsal hand's";
    EXPECT_TRUE(has_note(scenario, "target.site = \"palm\": the layers are those of dorsal_hand"));
    EXPECT_FALSE(has_note(read({}), "target.site"));
}

TEST(Site, UnknownSuggestsTheNearest) {
    EXPECT_THAT(message({.target = "site = \"forhead\"\n"}),
                HasSubstr("E0380]: test.toml:4:8: target.site = \"forhead\": no layers are known"));
    EXPECT_THAT(message({.target = "site = \"forhead\"\n"}),
                HasSubstr("did you mean \"forehead\""));
}

TEST(Site, MayBeAnyWordsWhereLayersAreWrittenOut) {
    const std::string layers = "layers = [{ name = \"dermis\", thickness = \"2 mm\" }]\n";
    const Scenario scenario = read({.target = "site = \"a phantom\"\n", .tissue = layers});
    EXPECT_EQ(scenario.target.site, "a phantom");
    EXPECT_EQ(scenario.tissue.layers.size(), 1U);
    EXPECT_THAT(codes({.tissue = layers + "dermis = { thickness = \"1 mm\" }\n"}),
                ElementsAre(381));
    EXPECT_THAT(codes({.target = "", .tissue = ""}), ElementsAre(208)) << "neither site nor layers";
}

TEST(Layer, StatesItsDiffusivityOnce) {
    EXPECT_THAT(
        codes({.tissue = "dermis = { diffusivity = \"9 um2/s\", diffusivity_factor = 2 }\n"}),
        ElementsAre(382));
}

}  // namespace
}  // namespace mesogrid::testing
