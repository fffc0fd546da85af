#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

TEST(Result, IsTheSameBytesForAnyNumberOfThreads) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b = folder.write("b.toml", with(small_scenario(), "square", "hexagonal"));
    const Outcome reference = run_program({"compare", a, b, "--json", "-", "--threads", "1"});
    ASSERT_EQ(reference.exit_code, 0) << reference.err;
    ASSERT_GT(reference.out.size(), 1000U);
    for (const char* threads : {"2", "3", "4", "8"}) {
        const Outcome outcome = run_program({"compare", a, b, "--json", "-", "--threads", threads});
        EXPECT_EQ(outcome.out, reference.out) << threads << " threads";
    }
    run_program({"check", a, "--threads", "2"});  // leaves the count of this process as CI has it
}

TEST(Result, DoesNotDependOnTheSeedOfANominalRunButCarriesIt) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const Outcome outcome = run_program({"run", a, "--json", "-", "--seed", "42"});
    EXPECT_NE(outcome.out.find("\"seed\": 42"), std::string::npos);
    const Outcome other = run_program({"run", a, "--json", "-", "--seed", "7"});
    const auto measures = [](const std::string& json) {
        return json.substr(json.find("\"measures\""));
    };
    EXPECT_EQ(measures(outcome.out), measures(other.out));
}

}  // namespace
}  // namespace mesogrid::testing
