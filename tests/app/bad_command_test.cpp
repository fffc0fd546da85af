#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"
#include "tests/support/message_parts.hpp"

/// Every kind of bad command line: exit 2 (4 for a device that takes nothing), a suggestion, no
/// file.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

MessageParts message_of(const std::vector<std::string>& arguments, int exit_code = 2) {
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    const auto messages = parse_messages(outcome.err);
    EXPECT_EQ(messages.size(), 1U) << outcome.err;
    return messages.empty() ? MessageParts{} : messages.front();
}

std::string content_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

TEST(BadCommand, UnknownOptionSuggestsTheNearest) {
    const Outcome outcome = run_program({"run", "a.toml", "--thread", "2"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("--threads"));
    EXPECT_THAT(outcome.err, HasSubstr("usage: mesogrid"));
    EXPECT_LT(outcome.err.size(), 400U);  // the usage line, not the whole help
}

TEST(BadCommand, UnknownCommandSuggestsTheNearest) {
    const Outcome outcome = run_program({"comprae", "a.toml"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("compare"));
}

TEST(BadCommand, ThreadsOutOfRangeNameTheRange) {
    for (const char* threads : {"0", "-1", "1000000000", "abc", "1.5", ""}) {
        const Outcome outcome = run_program({"run", "a.toml", "--threads", threads});
        EXPECT_EQ(outcome.exit_code, 2) << threads;
        EXPECT_THAT(outcome.err, HasSubstr("--threads"));
    }
    const MessageParts message = message_of({"run", "a.toml", "--threads", "0"});
    EXPECT_EQ(message.code, "E0407");
    EXPECT_EQ(message.key, "--threads");
    EXPECT_EQ(message.value, "0");
    EXPECT_EQ(message.allowed, "1 to 1024");
}

TEST(BadCommand, OptionGivenTwiceIsRefused) {
    EXPECT_EQ(message_of({"run", "a.toml", "--threads", "1", "--threads", "2"}).code, "E0406");
}

TEST(BadCommand, MissingValueIsRefused) {
    EXPECT_EQ(run_program({"run", "a.toml", "--threads"}).exit_code, 2);
    EXPECT_EQ(run_program({"run", "a.toml", "--json"}).exit_code, 2);
    EXPECT_EQ(run_program({"run"}).exit_code, 2);
    EXPECT_EQ(run_program({}).exit_code, 2);
}

TEST(BadCommand, OptionAfterTheEndOfOptionsIsAFileName) {
    const Outcome outcome = run_program({"run", "--", "--threads"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("--threads: cannot be opened"));
}

TEST(BadCommand, SeedOutOfRangeIsRefused) {
    for (const char* seed : {"-1", "18446744073709551616", "1.5", "x"}) {
        EXPECT_EQ(message_of({"run", "a.toml", "--seed", seed}).key, "--seed");
    }
}

TEST(BadCommand, RunWritesFilesOfOneProtocolAndCompareTakesSeveral) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b = folder.write("b.toml", small_scenario());
    for (const std::vector<std::string>& output : {std::vector<std::string>{"--json", "-"},
                                                   {"--csv", folder.path() / "tables"},
                                                   {"-o", folder.path() / "a.h5"},
                                                   {"--report", folder.path() / "a.html"},
                                                   {"--require", "V80>=0"}}) {
        std::vector<std::string> command{"run", a, b};
        command.insert(command.end(), output.begin(), output.end());
        EXPECT_EQ(message_of(command).code, "E0403") << output.front();
        EXPECT_EQ(message_of(command).suggestion, "mesogrid compare");
    }
    EXPECT_EQ(message_of({"compare", a}).suggestion, "mesogrid run");
}

TEST(RunOfSeveral, PrintsTheTablesOfEachInTurn) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b = folder.write("b.toml", with(small_scenario(), "5 mm", "4 mm"));
    const Outcome both = run_program({"run", a, b});
    EXPECT_EQ(both.exit_code, 0) << both.err;
    EXPECT_EQ(both.out, run_program({"run", a}).out + "\n" + run_program({"run", b}).out);
}

TEST(BadCommand, UnlikePrescriptionsAreNotCompared) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b =
        folder.write("b.toml", with(small_scenario(), "10000 ug s/mm3", "20000 ug s/mm3"));
    const MessageParts message = message_of({"compare", a, b});
    EXPECT_EQ(message.code, "E0316");
    EXPECT_THAT(message.problem, HasSubstr("threshold is 20000 here and 10000 in the first"));
}

TEST(BadCommand, ThresholdsInTwoUnitsAreNotCompared) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b =
        folder.write("b.toml", with(small_scenario(), "10000 ug s/mm3", "10 mg s/mm3"));
    EXPECT_THAT(message_of({"compare", a, b}).problem, HasSubstr("unit of the threshold"));
}

TEST(BadOutput, TablesOfAComparisonAreNotOverwrittenWithoutForce) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const std::string b = folder.write("b.toml", small_scenario());
    const std::string kept = folder.write("b.measures.csv", "old");
    EXPECT_EQ(message_of({"compare", a, b, "--csv", folder.path().string()}).code, "E0507");
    EXPECT_EQ(content_of(kept), "old");
}

TEST(BadOutput, BadNamesAreRefusedBeforeAnythingIsComputed) {
    const ScratchFolder folder;
    const std::string scenario = folder.write("a.toml", small_scenario());
    const auto output = [&](const std::string& name) {
        return message_of({"run", scenario, "--json", (folder.path() / name).string()});
    };
    EXPECT_EQ(output("line\nbreak.json").code, "E0503");
    EXPECT_EQ(output(std::string(300, 'x') + ".json").code, "E0503");
    EXPECT_EQ(output("no/such/folder.json").code, "E0505");
    EXPECT_EQ(output("result.txt").code, "E0504");
    EXPECT_EQ(output("result.txt").allowed, ".json");
    EXPECT_EQ(output(".").code, "E0505");
    EXPECT_EQ(run_program({"run", scenario, "--json", "-rf"}).exit_code, 2);
}

TEST(BadOutput, ExistingFileStaysWithoutForce) {
    const ScratchFolder folder;
    const std::string scenario = folder.write("a.toml", small_scenario());
    const std::string old = folder.write("old.json", "old");
    const MessageParts message = message_of({"run", scenario, "--json", old});
    EXPECT_EQ(message.code, "E0507");
    EXPECT_EQ(message.suggestion, "--force");
    EXPECT_EQ(content_of(old), "old");
    EXPECT_EQ(run_program({"run", scenario, "--json", old, "--force"}).exit_code, 0);
    EXPECT_THAT(content_of(old), HasSubstr("\"schema\": 1"));
}

TEST(BadOutput, InputIsNeverOverwritten) {
    const ScratchFolder folder;
    const std::string scenario = folder.write("a.json", small_scenario());
    EXPECT_EQ(message_of({"run", scenario, "--json", scenario, "--force"}).code, "E0506");
    EXPECT_EQ(content_of(scenario), small_scenario());
}

TEST(BadOutput, FullDeviceIsAnOutputFailure) {
    const ScratchFolder folder;
    const std::string scenario = folder.write("a.toml", small_scenario());
    EXPECT_EQ(message_of({"run", scenario, "--json", "/dev/full", "--force"}, 4).code, "E0501");
}

TEST(BadOutput, ScenarioCannotNameWhereResultsGo) {
    const ScratchFolder folder;
    const std::string scenario =
        folder.write("a.toml", with(small_scenario(), "[output]", "[output]\nfile = \"x.json\""));
    EXPECT_EQ(message_of({"run", scenario}).key, "output.file");
}

TEST(AbstractScenario, IsSkippedAmongOthersAndRefusedAlone) {
    const ScratchFolder folder;
    const std::string base = folder.write("a.base.toml", "abstract = true\n" + small_scenario());
    const std::string a = folder.write("a.toml", "base = \"a.base.toml\"\n");
    const std::string b = folder.write("b.toml", "base = \"a.base.toml\"\n");
    const Outcome outcome = run_program({"compare", base, a, b});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(message_of({"run", base, "--quiet"}).code, "E0402");
}

}  // namespace
}  // namespace mesogrid::testing
