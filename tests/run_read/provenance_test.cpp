#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/run_read/reading.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

TEST(Provenance, HoldsEveryParameterTheLawsRead) {
    const Scenario scenario = read({});
    const ResolvedValue fit = resolved(scenario, "data.diffusivity_fit_exponent.dermis");
    EXPECT_EQ(fit.value, "-0.75");
    EXPECT_EQ(fit.grade, Grade::c);
    EXPECT_EQ(resolved(scenario, "data.clearance_half_life_small_hydrophilic.dermis").value,
              "\"600 s\"");
    EXPECT_EQ(resolved(scenario, "data.clearance_half_life_peptide.dermis").path, "")
        << "176 Da lies below the first midpoint: the peptides' half-life is not used";
}

TEST(Provenance, LeavesOutWhatTheTissueStatesItself) {
    const Scenario scenario =
        read({.tissue = "dermis = { half_life = \"9 min\", diffusivity = \"9 um2/s\" }\n"});
    EXPECT_EQ(resolved(scenario, "data.clearance_half_life_small_hydrophilic.dermis").path, "");
    EXPECT_NE(resolved(scenario, "data.clearance_half_life_small_hydrophilic.hypodermis").path, "");
}

TEST(Provenance, SaysWhenALawIsExtrapolated) {
    EXPECT_FALSE(has_note(read({}), "extrapolated"));
    // the fit holds from 32 Da to 69 kDa; a toxin has 150 kDa
    const Scenario scenario =
        read({.product = "mix = [{ use = \"ascorbate\", volume = \"1 mL\" }, { use = \"toxin\", "
                         "volume = \"1 mL\" }]\n"});
    EXPECT_TRUE(has_note(scenario, "the diffusivity of toxin is extrapolated"));
}

TEST(WeakestGrade, IsTheWorstOfThoseThatHaveOne) {
    std::vector<ResolvedValue> values(3);
    EXPECT_EQ(weakest_grade(values), std::nullopt);
    values[1].grade = Grade::b;
    EXPECT_EQ(weakest_grade(values), Grade::b);
    values[2].grade = Grade::d;
    values[0].grade = Grade::a;
    EXPECT_EQ(weakest_grade(values), Grade::d);
}

TEST(FilledIn, MarksValuesAsOursInGradeSourceAndNotes) {
    const Scenario scenario = read({.head = "filled_in = [\"delivery.depth\", \"pattern\"]\n"});
    EXPECT_EQ(resolved(scenario, "delivery.depth").grade, Grade::e);
    EXPECT_THAT(resolved(scenario, "delivery.depth").source, HasSubstr("filled in"));
    EXPECT_EQ(resolved(scenario, "pattern.spacing").grade, Grade::e);
    EXPECT_EQ(resolved(scenario, "delivery.volume").grade, std::nullopt);
    EXPECT_TRUE(has_note(scenario, "delivery.depth = \"1 mm\", pattern.kind = \"square\""));
}

TEST(FilledIn, NamesOnlyWhatTheFileWrites) {
    EXPECT_THAT(message({.head = "filled_in = [\"delivery.dept\"]\n"}),
                HasSubstr("E0383]: test.toml:3:13: filled_in"));
    EXPECT_THAT(message({.head = "filled_in = [\"tissue.dermis.thickness\"]\n"}),
                HasSubstr("E0383"))
        << "a default of the library is not ours";
    EXPECT_THAT(message({.head = "filled_in = [\"\"]\n"}), HasSubstr("E0209"));
}

}  // namespace
}  // namespace mesogrid::testing
