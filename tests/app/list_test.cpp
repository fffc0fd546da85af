#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/toml.hpp"
#include "engine/run/scenario.hpp"

#include "models/catalogs.hpp"

#include "app/commands.hpp"
#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

TEST(List, EveryTopicPrintsSomethingWithoutAnError) {
    for (const std::string& topic : app::list_topics()) {
        const Outcome outcome = run_program({"list", topic});
        EXPECT_EQ(outcome.exit_code, 0) << topic;
        EXPECT_GT(outcome.out.size(), 100U) << topic;
        EXPECT_EQ(outcome.err, "") << topic;
    }
}

TEST(List, KeysCarryUnitRangeDefaultMeaningAndModel) {
    const std::string keys = run_program({"list", "keys"}).out;
    EXPECT_THAT(keys, HasSubstr("delivery.volume  (quantity; required)"));
    EXPECT_THAT(keys, HasSubstr("allowed: 0.001 uL to 5000 uL"));
    EXPECT_THAT(keys, HasSubstr("tissue.layers[].porosity"));
    EXPECT_THAT(keys, HasSubstr("only for: rectangular"));
}

TEST(List, KeysAreAllThatAnyShippedScenarioIsAskedFor) {
    namespace fs = std::filesystem;
    const std::string keys = "\n" + run_program({"list", "keys"}).out;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(MESOGRID_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() != ".toml") continue;
        const Node tree = load_scenario_file(entry.path(), entry.path().parent_path());
        if (is_abstract(tree)) continue;
        Params params(tree, entry.path().parent_path());
        read_scenario(params, models::catalogs(), entry.path().string());
        for (const KeyInfo& info : params.asked_keys()) {
            EXPECT_THAT(keys, HasSubstr("\n" + info.path + "  (")) << entry.path();
        }
        ++count;
    }
    EXPECT_GE(count, 60U);
}

TEST(List, UnknownTopicSuggestsTheNearest) {
    const Outcome outcome = run_program({"list", "pattern"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("mesogrid list patterns"));
}

TEST(List, PageOfTheScenarioFormatIsWhatTheProgramSays) {
    std::ostringstream page;
    page << std::ifstream(MESOGRID_SOURCE_DIR "/docs/scenario-format.md").rdbuf();
    EXPECT_EQ(page.str(), run_program({"list", "keys", "--markdown"}).out)
        << "renew it: mesogrid list keys --markdown > docs/scenario-format.md";
}

TEST(List, PageOfTheParametersIsWhatTheProgramSays) {
    std::ostringstream page;
    page << std::ifstream(MESOGRID_SOURCE_DIR "/docs/parameters.md").rdbuf();
    EXPECT_EQ(page.str(), run_program({"list", "parameters", "--markdown"}).out)
        << "renew it: mesogrid list parameters --markdown > docs/parameters.md";
}

TEST(List, DataRowsCarryValueRangeUnitGradeAndSource) {
    EXPECT_THAT(run_program({"list", "tissues"}).out,
                HasSubstr("cheek, lower cheek\n  epidermis 0.075 mm (0.05 mm to 0.1 mm), E: "));
    EXPECT_THAT(run_program({"list", "tissues"}).out, HasSubstr("palm -> dorsal_hand: no data"));
    EXPECT_THAT(run_program({"list", "devices"}).out,
                HasSubstr("volume per puncture 1 uL, B: 1000 shots from 1 mL"));
    EXPECT_THAT(run_program({"list", "operators"}).out,
                HasSubstr("operator_sigma_xy_ink_marks 1.0 mm (0.5 mm to 2 mm), E: "));
    EXPECT_THAT(run_program({"list", "products"}).out,
                HasSubstr("toxin.concentration 25 U/mL: 100 U in 4 mL"));
    EXPECT_THAT(run_program({"list", "techniques"}).out,
                HasSubstr("rate beneath the dermis 50 uL/s (25 uL/s to 200 uL/s), E: "));
}

TEST(Help, NamesCommandsAndExitCodes) {
    const Outcome outcome = run_program({"--help"});
    EXPECT_EQ(outcome.exit_code, 0);
    for (const char* word :
         {"run", "compare", "check", "list", "list tissues", "Exit codes", "medical device"}) {
        EXPECT_THAT(outcome.out, HasSubstr(word));
    }
}

}  // namespace
}  // namespace mesogrid::testing
