#include <chrono>
#include <cmath>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/bad_rows.hpp"

/// Rows 16 to 18 of the bad-input matrix on the grid solver: too many cells, times, steps.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

std::string on_grid(const std::string& numerics) {
    return spoiled("step = \"0.5 mm\"\n", "transport = \"grid\"\n" + numerics);
}

/// A metre of skin with a handful of punctures.
std::string wide(const std::string& numerics) {
    return with(with(on_grid(numerics), R"("12 mm", "9 mm")", R"("1000 mm", "1000 mm")"),
                "spacing = \"3 mm\"",
                "spacing = \"90 mm\"");
}

std::string with_times(const std::string& times) {
    return with(on_grid("step = \"0.5 mm\"\n"), R"(["10 min", "1 h"])", times);
}

/// The one message of a run that is refused before anything large happens: exit code 3, at once.
MessageParts refusal_of(const std::string& scenario) {
    const ScratchFolder folder;
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = run_program({"run",
                                         folder.write("large.toml", scenario),
                                         "--quiet",
                                         "-o",
                                         (folder.path() / "large.h5").string()});
    // a fifth is promised, on a machine that has nothing else to do
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
    EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "large.h5"));
    const auto messages = parse_messages(outcome.err);
    EXPECT_EQ(messages.size(), 1U) << outcome.err;
    return messages.empty() ? MessageParts{} : messages.front();
}

TEST(Row16Cells, AreCountedBeforeMapsAreMade) {
    const MessageParts message = refusal_of(wide("step = \"0.01 mm\"\n"));
    EXPECT_EQ(message.code, "E0315");
    EXPECT_THAT(message.problem, HasSubstr("1e+10 cells"));
    EXPECT_THAT(message.suggestion, HasSubstr("numerics.step = "));
}

TEST(Row16Cells, TheStepThatIsNamedFitsWithTheSurroundings) {
    const std::string around = "surroundings = \"60 mm\"\n";
    const MessageParts message = refusal_of(on_grid("step = \"0.03 mm\"\n" + around));
    EXPECT_EQ(message.code, "E0315");
    const std::size_t from = message.suggestion.find("= \"");
    ASSERT_NE(from, std::string::npos) << message.suggestion;
    const double step = std::stod(message.suggestion.substr(from + 3));
    // 60 mm more on every side of 12 x 9 mm
    const double cells = std::ceil(132.0 / step) * std::ceil(129.0 / step);
    EXPECT_LE(cells, 16e6) << message.suggestion;
    EXPECT_GE(cells, 0.98 * 16e6) << message.suggestion;
}

TEST(Row16Cells, VoxelsAreCountedBeforeFieldsAreMade) {
    const MessageParts message = refusal_of(wide("step = \"0.25 mm\"\n"));
    EXPECT_EQ(message.code, "E0609");
    EXPECT_THAT(message.problem, HasSubstr("GiB of fields"));
    EXPECT_THAT(message.suggestion, HasSubstr("numerics.step = "));
}

class BadGridInputRow : public ::testing::TestWithParam<BadInput> {};

TEST_P(BadGridInputRow, IsToldOrTakenAsTheMatrixSays) {
    expect_row(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Row17Times,
    BadGridInputRow,
    ::testing::Values(
        BadInput{"Negative", with_times("[\"-1 min\"]"), "", "E0206", {"output.times[0]", "0 h"}},
        BadInput{"Unsorted", with_times("[\"1 h\", \"10 min\"]"), "", "", {"were sorted"}},
        BadInput{"Twice", with_times("[\"1 h\", \"60 min\"]"), "", "E0311", {"output.times"}},
        BadInput{"BeyondTheCourse", with_times("[\"87601 h\"]"), "", "E0206", {"0 h to 87600 h"}},
        BadInput{"EveryStep",
                 with_times("[" + repeated("\"1 h\", ", 1001) + "]"),
                 "",
                 "E0212",
                 {"1001 entries", "0 to 1000"}},
        BadInput{"NoTolerance",
                 on_grid("tolerance = 0\n"),
                 "",
                 "E0206",
                 {"numerics.tolerance = 0", "1e-08 to 0.1"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(Row18Steps, BeyondABillionAreRefusedWithTheTimeTheyWouldTake) {
    const MessageParts message = refusal_of(on_grid("step = \"0.5 mm\"\ntime_step = \"1e-6 s\"\n"));
    EXPECT_EQ(message.code, "E0610");
    EXPECT_THAT(message.problem, HasSubstr("7.2e+09 steps"));
    EXPECT_THAT(message.problem, HasSubstr(" h"));
    EXPECT_THAT(message.suggestion, HasSubstr("at least 7.2e-06 s"));
}

TEST(Row18Steps, FieldsOfAThousandTimesAreRefusedWithTheDiskTheyWouldFill) {
    std::string times = "[";
    for (int t = 1; t <= 1000; ++t) times += "\"" + std::to_string(t) + " s\", ";
    std::string scenario =
        with(on_grid("step = \"0.04 mm\"\n"), R"(["10 min", "1 h"])", times + "]\nfields = true");
    const MessageParts message = refusal_of(scenario);
    EXPECT_EQ(message.code, "E0516");
    EXPECT_THAT(message.problem, HasSubstr("1000 fields"));
    EXPECT_THAT(message.problem, HasSubstr("GiB"));
    EXPECT_THAT(message.suggestion, HasSubstr("fewer output.times"));
}

}  // namespace
}  // namespace mesogrid::testing
