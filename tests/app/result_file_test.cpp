#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/staged_file.hpp"

#include "tests/app/program.hpp"
#include "tests/support/message_parts.hpp"

/// -o, verify and --require as the command line knows them.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// A folder with a scenario in it, and the name of a result file.
struct Place {
    ScratchFolder folder;
    std::string scenario = folder.write("a.toml", small_scenario());
    std::string result = (folder.path() / "r.h5").string();
};

MessageParts message_of(const Outcome& outcome) {
    const auto messages = parse_messages(outcome.err);
    EXPECT_EQ(messages.size(), 1U) << outcome.err;
    return messages.empty() ? MessageParts{} : messages.front();
}

TEST(OutputFile, IsWrittenAndVerified) {
    const Place place;
    ASSERT_EQ(run_program({"run", place.scenario, "-o", place.result}).exit_code, 0);
    EXPECT_TRUE(fs::exists(place.folder.path() / "r.xmf"));
    const Outcome outcome = run_program({"verify", place.result});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("whole"));
    EXPECT_THAT(outcome.out, HasSubstr("small"));
    EXPECT_THAT(outcome.out, HasSubstr("12 punctures"));
}

TEST(OutputFile, HoldsEveryProtocolOfAComparison) {
    const Place place;
    const std::string b = place.folder.write("b.toml", with(small_scenario(), "small", "other"));
    ASSERT_EQ(run_program({"compare", place.scenario, b, "-o", place.result}).exit_code, 0);
    const Outcome outcome = run_program({"verify", place.result});
    EXPECT_THAT(outcome.out, HasSubstr("small"));
    EXPECT_THAT(outcome.out, HasSubstr("other"));
}

TEST(OutputFile, IsNotReplacedUnasked) {
    const Place place;
    for (const char* name : {"r.h5", "r.xmf"}) {
        const std::string old = place.folder.write(name, "old");
        const Outcome outcome = run_program({"run", place.scenario, "-o", place.result});
        EXPECT_EQ(outcome.exit_code, 2);
        EXPECT_EQ(message_of(outcome).code, "E0507");
        EXPECT_EQ(content_of(old), "old");
        fs::remove(old);
    }
    place.folder.write("r.h5", "old");
    EXPECT_EQ(run_program({"run", place.scenario, "-o", place.result, "--force"}).exit_code, 0);
    EXPECT_EQ(run_program({"verify", place.result}).exit_code, 0);
}

TEST(OutputFile, NeedsAnEndingThatFits) {
    const Place place;
    const MessageParts message =
        message_of(run_program({"run", place.scenario, "-o", place.result + ".txt"}));
    EXPECT_EQ(message.code, "E0504");
    EXPECT_EQ(message.allowed, ".h5 | .hdf5");
}

TEST(OutputFile, LockedByAnotherRunExitsWithSeven) {
    const Place place;
    const StagedFile other(place.result, Overwrite::refuse);
    const Outcome outcome = run_program({"run", place.scenario, "-o", place.result});
    EXPECT_EQ(outcome.exit_code, 7);
    EXPECT_EQ(message_of(outcome).code, "E0515");
    EXPECT_THAT(message_of(outcome).problem, HasSubstr("process "));
    EXPECT_EQ(outcome.out, "");
}

TEST(OutputFile, SaysWhenFieldsHaveNowhereToGo) {
    const Place place;
    const std::string fields =
        place.folder.write("f.toml", with(small_scenario(), "[output]", "[output]\nfields = true"));
    EXPECT_THAT(run_program({"run", fields}).err, HasSubstr("output.fields need -o"));
    EXPECT_EQ(run_program({"run", fields, "-o", place.result}).err, "");
    const std::string none =
        place.folder.write("n.toml",
                           with(with(small_scenario(), "[output]", "[output]\nfields = true"),
                                "times = [\"10 min\", \"1 h\"]",
                                "times = []"));
    EXPECT_EQ(message_of(run_program({"run", none})).code, "E0518");
}

TEST(OutputFile, SizeOfItsFieldsIsKnownAndLimitedBeforehand) {
    const Place place;
    const std::string fields = with(small_scenario(), "[output]", "[output]\nfields = true");
    const Outcome estimate = run_program({"check", place.folder.write("f.toml", fields)});
    EXPECT_THAT(estimate.out, HasSubstr("2 fields of 24 x 18 x 10 voxels"));
    std::string times = "times = [";
    for (int minute = 1; minute <= 200; ++minute)
        times += "\"" + std::to_string(minute) + " min\",";
    const std::string huge = with(with(fields, "times = [\"10 min\", \"1 h\"]", times + "]"),
                                  "step = \"0.5 mm\"",
                                  "step = \"0.02 mm\"");
    const std::string path = place.folder.write("huge.toml", huge);
    const Outcome refused = run_program({"run", path, "-o", place.result});
    EXPECT_EQ(refused.exit_code, 3) << refused.err;
    EXPECT_EQ(message_of(refused).code, "E0516");
    EXPECT_FALSE(fs::exists(place.result));
}

TEST(Verify, TellsDamagedAndForeignFilesByExitSix) {
    const Place place;
    ASSERT_EQ(run_program({"run", place.scenario, "-o", place.result}).exit_code, 0);
    std::string bytes = content_of(place.result);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    const Outcome damaged = run_program({"verify", place.folder.write("d.h5", bytes)});
    EXPECT_EQ(damaged.exit_code, 6);
    EXPECT_EQ(damaged.out, "");
    EXPECT_EQ(message_of(damaged).code, "E0512");
    const Outcome foreign = run_program({"verify", place.scenario});
    EXPECT_EQ(foreign.exit_code, 6);
    EXPECT_EQ(message_of(foreign).code, "E0511");
    EXPECT_EQ(run_program({"verify", place.result + "x"}).exit_code, 2);
    EXPECT_EQ(run_program({"verify"}).exit_code, 2);
}

Outcome required(const Place& place, const std::vector<std::string>& goals) {
    std::vector<std::string> arguments = {
        "run", place.scenario, "--json", place.result + ".json", "--force"};
    for (const std::string& goal : goals) {
        arguments.emplace_back("--require");
        arguments.push_back(goal);
    }
    return run_program(arguments);
}

TEST(Require, IsSilentWhenGoalsAreMet) {
    const Place place;
    const Outcome outcome = required(place,
                                     {"V80>=1",
                                      "interior.V80 > 0.5 %",
                                      "puncture_count<=12",
                                      "total_volume_asked<0.25 mL",
                                      "D95 >= 1e-9 mg s/mm3"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
}

TEST(Require, ExitsWithEightAfterWritingWhenAGoalIsMissed) {
    const Place place;
    const Outcome outcome = required(place, {"puncture_count>12", "V80>=0", "puncture_count < 12"});
    EXPECT_EQ(outcome.exit_code, 8);
    EXPECT_THAT(outcome.out, HasSubstr("coverage"));
    EXPECT_TRUE(fs::exists(place.result + ".json"));
    const auto messages = parse_messages(outcome.err);
    ASSERT_EQ(messages.size(), 2U) << outcome.err;
    EXPECT_EQ(messages[0].code, "E0412");
    EXPECT_THAT(outcome.err, HasSubstr("puncture_count>12"));
    EXPECT_THAT(outcome.err, HasSubstr("puncture_count is 12"));
}

TEST(Require, HoldsForEveryProtocolOfAComparison) {
    const Place place;
    const std::string b = place.folder.write(
        "b.toml", with(small_scenario(), "spacing = \"3 mm\"", "spacing = \"4 mm\""));
    const Outcome outcome =
        run_program({"compare", place.scenario, b, "--require", "puncture_count>=12"});
    EXPECT_EQ(outcome.exit_code, 8);
    EXPECT_EQ(message_of(outcome).file, b);
}

TEST(Require, RefusesWhatIsNoGoalBeforeAnythingIsComputed) {
    const Place place;
    for (const char* goal : {"V80", ">=90", "V80>=", "V80>=ninety", "V80=90", "V80>=nan", ""}) {
        const Outcome outcome = required(place, {goal});
        EXPECT_EQ(outcome.exit_code, 2) << goal;
        EXPECT_THAT(outcome.err, HasSubstr("E0409")) << goal;
        EXPECT_EQ(outcome.out, "") << goal;
    }
}

TEST(Require, NamesTheNearestMeasureAndTheUnitThatFits) {
    const Place place;
    const Outcome unknown = required(place, {"interior.V08>=90"});
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("E0410"));
    EXPECT_THAT(unknown.err, HasSubstr("interior.V80?"));
    EXPECT_FALSE(fs::exists(place.result + ".json"));
    const Outcome unit = required(place, {"V80>=90 mm"});
    EXPECT_EQ(unit.exit_code, 2);
    EXPECT_THAT(unit.err, HasSubstr("E0411"));
    EXPECT_EQ(required(place, {"puncture_count>=9 mm"}).exit_code, 2);
    EXPECT_EQ(required(place, {"D95>=1 MU s/mm3"}).exit_code, 2);
}

TEST(Require, AMeasureWithoutAValueMeetsNoGoal) {
    const Place place;
    const std::string whole = place.folder.write(
        "w.toml", with(small_scenario(), "[tissue]", "interior_margin = \"50 mm\"\n[tissue]"));
    const Outcome outcome = run_program({"run", whole, "--require", "interior.V80>=0"});
    EXPECT_EQ(outcome.exit_code, 8) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("has no value"));
}

}  // namespace
}  // namespace mesogrid::testing
