#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

TEST(List, EveryTopicPrintsSomethingWithoutAnError) {
    for (const char* topic :
         {"patterns", "depots", "clearance", "diffusion", "metrics", "units", "keys"}) {
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

TEST(Help, NamesCommandsAndExitCodes) {
    const Outcome outcome = run_program({"--help"});
    EXPECT_EQ(outcome.exit_code, 0);
    for (const char* word : {"run", "compare", "check", "list", "Exit codes", "medical device"}) {
        EXPECT_THAT(outcome.out, HasSubstr(word));
    }
}

}  // namespace
}  // namespace mesogrid::testing
