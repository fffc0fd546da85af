#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/bad_rows.hpp"

/// Rows 27 to 32 of the bad-input matrix: tables of punctures.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

/// A table of good rows with one of them spoiled.
std::string table_with_row(std::size_t row, const std::string& bad) {
    std::string text = "x [mm],y [mm]\n";
    for (std::size_t i = 2; i < row; ++i) text += "1,2\n";
    return text + bad + "\n1,2\n";
}

class BadTableRow : public ::testing::TestWithParam<BadInput> {};

TEST_P(BadTableRow, IsToldOrTakenAsTheMatrixSays) {
    expect_row(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Row27CsvHeader,
    BadTableRow,
    ::testing::Values(
        BadInput{"MissingColumn", with_points(), "x [mm]\n1\n", "E0364", {"y [mm]"}},
        BadInput{"WrongCase", with_points(), "X [mm],y [mm]\n1,2\n", "E0364", {"X [mm]"}},
        BadInput{"ExtraColumn", with_points(), "x [mm],y [mm],note\n1,2,a\n", "E0364", {"note"}},
        BadInput{"ExtraColumnMarked", with_points(), "x [mm],y [mm],x_note\n1,2,a\n", "", {}},
        BadInput{"LengthWithoutUnit", with_points(), "x,y [mm]\n1,2\n", "E0364", {"x [mm]"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(Row28CsvCells,
                         BadTableRow,
                         ::testing::Values(BadInput{"TooFewFields",
                                                    with_points(),
                                                    table_with_row(4711, "1"),
                                                    "E0365",
                                                    {"points.csv:4711:"}},
                                           BadInput{"TextForANumber",
                                                    with_points(),
                                                    table_with_row(4711, "1,wide"),
                                                    "E0365",
                                                    {"points.csv:4711:3", "wide"}},
                                           BadInput{"MoreThanTwenty",
                                                    with_points(),
                                                    "x [mm],y [mm]\n" + repeated("1,wide\n", 40),
                                                    "E0365",
                                                    {"points.csv:21:3", "and 20 more"}}),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Row29CsvSeparators,
    BadTableRow,
    ::testing::Values(
        BadInput{"Semicolons", with_points(), "x [mm];y [mm]\n1;2\n", "E0364", {"semicolon"}},
        BadInput{"DecimalComma",
                 with_points(),
                 "x [mm],y [mm]\n\"1,5\",2\n",
                 "E0365",
                 {"1,5", "point"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(Row30CsvDuplicates,
                         BadTableRow,
                         ::testing::Values(BadInput{
                             "AreToldWithBothRows",
                             with_points(),
                             "x [mm],y [mm]\n1,2\n2,2\n1,2\n",
                             "",
                             {"points.csv:4 repeats the place and depth of ", "points.csv:2"}}),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Row31CsvLimits,
    BadTableRow,
    ::testing::Values(
        BadInput{"MillionRows",
                 with_points(),
                 "x [mm],y [mm]\n" + repeated("1,2\n", 1000001),
                 "E0366",
                 {"1000000"}},
        BadInput{"LongLine",
                 with_points(),
                 "x [mm],y [mm]\n1," + std::string(70000, '2') + "\n",
                 "E0366",
                 {"65536"}},
        BadInput{"UnclosedQuote", with_points(), "x [mm],y [mm]\n\"1,2\n", "E0366", {"quote"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

class Row32NoPuncture : public ::testing::TestWithParam<const char*> {};

TEST_P(Row32NoPuncture, IsRefusedWithOutlinePolicyAndPitch) {
    const ScratchFolder folder;
    const std::string file = folder.write(
        "none.toml", spoiled("[tissue]", "edge = \"inset\"\nmargin = \"8 mm\"\n[tissue]"));
    std::vector<std::string> words = {GetParam(), file};
    if (words.front() == "compare") words.push_back(folder.write("good.toml", small_scenario()));
    const Outcome outcome = run_program(words);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.out, "");
    for (const char* part : {"error[E0314]", "12 x 9 mm", "edge = \"inset\"", "pitch of 3 mm"}) {
        EXPECT_THAT(outcome.err, HasSubstr(part));
    }
}

INSTANTIATE_TEST_SUITE_P(Verbs,
                         Row32NoPuncture,
                         ::testing::Values("check", "run", "compare"),
                         [](const auto& parameter) { return std::string(parameter.param); });

}  // namespace
}  // namespace mesogrid::testing
