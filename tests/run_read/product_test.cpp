#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/clearance/hyaluronan.hpp"
#include "models/data/library.hpp"

#include "tests/run_read/reading.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// 1 mg/mL is 1 ug/mm3 exactly, so base values read as mg/mL.
double concentration(const Scenario& scenario, const std::string& name) {
    for (const Solute& solute : scenario.product.solutes) {
        if (solute.name == name) return solute.concentration.value.base();
    }
    return -1.0;
}

TEST(Product, EveryOneOfTheLibraryCanBeUsed) {
    for (const ProductRow& row : models::library().products) {
        const bool diluent = row.table.find("solutes") == nullptr && !row.table.find("mix");
        const std::string use = "use = \"" + row.name + "\"\n";
        if (diluent) {
            EXPECT_THAT(codes({.product = use}), ElementsAre(388)) << row.name;
            continue;
        }
        for (const char* solute : {"ascorbate",
                                   "toxin",
                                   "plasma",
                                   "hyaluronan",
                                   "hyaluronan-gel",
                                   "small-hydrophilic",
                                   "tranexamic-acid",
                                   "deoxycholate",
                                   "peptide",
                                   "protein"}) {
            // whichever solute it has: the label of the threshold may not fit, nothing else
            for (const int code : codes({.product = use, .solute = solute})) {
                EXPECT_TRUE(code == 308 || code == 213) << row.name << ": E0" << code;
            }
        }
    }
}

TEST(Product, OfTheLibraryBringsItsValuesWithTheirSources) {
    const Scenario scenario = read({});
    EXPECT_EQ(scenario.product.name, "ascorbate");
    const Solute& solute = scenario.product.solutes.at(0);
    EXPECT_EQ(solute.concentration.value.base(), 100.0);
    EXPECT_EQ(solute.molar_mass, 176.0 * units::dalton);
    EXPECT_EQ(solute.free_diffusivity, 850.0 * units::um2_per_s);
    const ResolvedValue value = resolved(scenario, "product.solutes[0].molar_mass");
    EXPECT_TRUE(value.is_default);
    EXPECT_EQ(value.grade, Grade::c);
    EXPECT_THAT(value.source, HasSubstr("standard tables"));
}

TEST(Product, OfTheLibraryTakesAnotherNameAndConcentration) {
    const Scenario scenario =
        read({.product = "use = \"ascorbate\"\nname = \"mine\"\nconcentration = \"50 mg/mL\"\n"});
    EXPECT_EQ(scenario.product.name, "mine");
    EXPECT_EQ(concentration(scenario, "ascorbate"), 50.0);
    EXPECT_THAT(codes({.product = "use = \"hyaluronan-ascorbate-cocktail\"\n"
                                  "concentration = \"5 mg/mL\"\n"}),
                ElementsAre(386))
        << "which of its two solutes?";
}

TEST(Product, UnknownSuggestsTheNearest) {
    EXPECT_THAT(message({.product = "use = \"ascorbat\"\n"}),
                HasSubstr("did you mean \"ascorbate\""));
    EXPECT_THAT(message({.product = "use = \"ascorbat\"\n"}), HasSubstr("E0384"));
}

TEST(Product, IsGivenInOneWay) {
    const std::string solutes =
        "solutes = [{ name = \"ascorbate\", concentration = \"1 mg/mL\", molar_mass = \"9 Da\" "
        "}]\n";
    const std::string mix =
        "mix = [{ use = \"ascorbate\", volume = \"1 mL\" }, { use = \"saline\", volume = \"1 mL\" "
        "}]\n";
    EXPECT_THAT(codes({.product = "use = \"ascorbate\"\n" + solutes}), ::testing::Contains(385));
    EXPECT_THAT(codes({.product = "use = \"ascorbate\"\n" + mix}), ::testing::Contains(385));
    EXPECT_THAT(codes({.product = mix + solutes}), ::testing::Contains(385));
    EXPECT_THAT(codes({.product = solutes + "concentration = \"1 mg/mL\"\n"}), ElementsAre(386));
}

TEST(Dilution, ScalesByTheShareOfTheProduct) {
    const Scenario scenario = read(
        {.product = "use = \"ascorbate\"\ndilute = { product = \"1 mL\", diluent = \"4 mL\" }\n"});
    EXPECT_NEAR(concentration(scenario, "ascorbate"), 20.0, 20.0 * 4e-16);
    const ResolvedValue value = resolved(scenario, "product.concentration of ascorbate");
    EXPECT_EQ(value.value, "\"20 ug/mm3\"");
    EXPECT_EQ(value.grade, Grade::d);
}

TEST(Mixture, ScalesByVolumeSharesAndKeepsEveryLabel) {
    const Scenario scenario =
        read({.product = "mix = [{ use = \"ascorbate\", volume = \"1 mL\" },\n"
                         "{ use = \"toxin\", volume = \"2 mL\" },\n"
                         "{ use = \"platelet-rich-plasma\", volume = \"1 mL\" }]\n"});
    EXPECT_NEAR(concentration(scenario, "ascorbate"), 25.0, 25.0 * 4e-16);
    EXPECT_NEAR(concentration(scenario, "toxin"), 0.0125, 0.0125 * 4e-16);  // 25 U/mL halved
    EXPECT_NEAR(concentration(scenario, "plasma"), 0.25, 0.25 * 4e-16);
    EXPECT_EQ(scenario.product.solutes[1].concentration.label.text, "U");
    EXPECT_EQ(scenario.product.solutes[2].concentration.label.text, "uL");
    EXPECT_EQ(scenario.product.name, "ascorbate + toxin + platelet-rich-plasma");
}

TEST(Mixture, AddsSolutesOfOneNameUp) {
    const Scenario scenario = read(
        {.product = "mix = [{ use = \"ascorbate\", volume = \"1 mL\" },\n"
                    "{ use = \"ascorbate\", volume = \"3 mL\", concentration = \"20 mg/mL\" }]\n"});
    ASSERT_EQ(scenario.product.solutes.size(), 1U);
    EXPECT_NEAR(concentration(scenario, "ascorbate"), 40.0, 40.0 * 4e-16);  // 25 + 15
}

TEST(Mixture, RefusesOneNameForTwoThings) {
    const auto with = [](const std::string& solute) {
        return Parts{.product =
                         "mix = [{ use = \"ascorbate\", volume = \"1 mL\" },\n"
                         "{ volume = \"1 mL\", solutes = [{ name = \"ascorbate\", " +
                         solute + " }] }]\n"};
    };
    EXPECT_THAT(
        message(with("concentration = \"9 U/mL\", molar_mass = \"176 Da\"")),
        HasSubstr("E0387]: test.toml:9:1: product.mix[1]: ascorbate is counted in ug and in U"));
    EXPECT_THAT(message(with("concentration = \"9 mg/mL\", molar_mass = \"200 Da\"")),
                HasSubstr("has other properties"));
    EXPECT_EQ(message(with("concentration = \"9 mg/mL\", molar_mass = \"176 Da\", "
                           "free_diffusivity = \"850 um2/s\"")),
              "");
}

TEST(Gel, IsWhatTheLargerVolumeForms) {
    const auto forms = [](const std::string& product) {
        return read({.product = product, .solute = "hyaluronan"}).product.forms_as;
    };
    EXPECT_EQ(forms("use = \"free-hyaluronan\"\n"), FormsAs::gel);
    EXPECT_EQ(forms("use = \"free-hyaluronan\"\nforms_as = \"liquid\"\n"), FormsAs::liquid);
    EXPECT_EQ(forms("use = \"free-hyaluronan\"\n"
                    "dilute = { product = \"1 mL\", diluent = \"2 mL\" }\n"),
              FormsAs::liquid);
    EXPECT_EQ(read({}).product.forms_as, FormsAs::liquid);
}

TEST(Gel, OfHyaluronanNeitherDiffusesNorLeavesButDegrades) {
    const Scenario scenario =
        read({.product = "use = \"gel-hyaluronan\"\n", .solute = "hyaluronan-gel"});
    const Solute& gel = scenario.product.solutes.at(0);
    for (const Layer& layer : scenario.tissue.layers) {
        EXPECT_EQ(scenario.laws[0].diffusion->diffusivity(gel, layer), Diffusivity{});
        // 120 d, parameters.md 2.5
        EXPECT_NEAR(scenario.laws[0].clearance->rate(gel, layer).base(),
                    std::log(2.0) / (120.0 * 86400.0),
                    1e-22);
    }
}

}  // namespace
}  // namespace mesogrid::testing
