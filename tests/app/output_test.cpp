#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// Characters, not bytes, of the longest line.
std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    std::size_t width = 0;
    for (const char c : text) {
        if (c == '\n') {
            widest = std::max(widest, width);
            width = 0;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++width;
        }
    }
    return widest;
}

TEST(Tables, SayTheWeakestGradeAndWhatIsOutOfRange) {
    const ScratchFolder folder;
    const std::string thick = R"([target]
site = "cheek"
outline = { rectangle = ["12 mm", "9 mm"] }
[tissue]
dermis = { thickness = "2.5 mm" }
[product]
)";
    std::string text = small_scenario();
    text = text.substr(0, text.find("[target]")) + thick +
           text.substr(text.find("[product]") + std::string("[product]\n").size());
    const Outcome outcome = run_program({"run", folder.write("a.toml", text)});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("Weakest grade of the inputs: E ("));
    EXPECT_THAT(outcome.out, HasSubstr("outside their range:\ntissue.dermis.thickness"));
    EXPECT_LE(widest_line(outcome.out), 80U) << outcome.out;
}

TEST(Tables, FitEightyColumns) {
    const ScratchFolder folder;
    const std::string long_name(200, 'n');
    std::vector<std::string> arguments = {"compare"};
    for (const char* file : {"a.toml", "b.toml", "c.toml", "d.toml"}) {
        arguments.push_back(folder.write(file, with(small_scenario(), "small", long_name)));
    }
    const Outcome outcome = run_program(arguments);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_LE(widest_line(outcome.out), 80U) << outcome.out;
    const Outcome run = run_program({"run", arguments[1]});
    EXPECT_LE(widest_line(run.out), 80U) << run.out;
    EXPECT_THAT(run.out, HasSubstr("coverage"));
    EXPECT_THAT(run.out, HasSubstr("ledger of solute"));
}

TEST(Json, GoesToStandardOutputAndTheTableToStandardError) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", small_scenario());
    const Outcome outcome = run_program({"run", a, "--json", "-"});
    EXPECT_THAT(outcome.out, StartsWith("{\n  \"schema\": 1"));
    EXPECT_THAT(outcome.err, HasSubstr("per puncture"));
    EXPECT_EQ(run_program({"run", a, "--json", "-", "--quiet"}).err, "");
}

TEST(Csv, CarriesUnitsAndQuotesFormulas) {
    const ScratchFolder folder;
    const std::string a = folder.write("a.toml", with(small_scenario(), "small", "=cmd()"));
    const std::string b = folder.write("b.toml", small_scenario());
    const Outcome outcome = run_program({"compare", a, b, "--csv", folder.path().string()});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(content_of(folder.path() / "a.punctures.csv"),
                StartsWith("id,session,x [mm],y [mm]"));
    EXPECT_THAT(content_of(folder.path() / "comparison.csv"), HasSubstr("'=cmd()"));
    EXPECT_THAT(content_of(folder.path() / "a.resolved.csv"),
                HasSubstr("pattern.spacing,3,mm,scenario," + a + ":18,,,,\r\n"));
    EXPECT_THAT(content_of(folder.path() / "a.ledger.csv"), HasSubstr("volume_asked,240,uL\r\n"));
    EXPECT_THAT(
        content_of(folder.path() / "a.probes.csv"),
        StartsWith("probe,solute,x [mm],y [mm],depth [mm],time [s],concentration,floor,unit\r\n"
                   "0,solute,0,0,1,600,"));
    for (const char* name : {"a.measures.csv", "b.measures.csv", "a.curves.csv", "b.curves.csv"}) {
        EXPECT_GT(content_of(folder.path() / name).size(), 100U) << name;
    }
}

TEST(Csv, FilesOfOneNameFromTwoFoldersAreKeptApart) {
    const ScratchFolder folder;
    const std::string a = folder.write("one/a.toml", small_scenario());
    const std::string b = folder.write("two/a.toml", small_scenario());
    const std::string c = folder.write("one/a-2.toml", small_scenario());
    ASSERT_EQ(run_program({"compare", a, b, c, "--csv", folder.path().string()}).exit_code, 0);
    for (const char* name : {"a.measures.csv", "a-2.measures.csv", "a-3.measures.csv"}) {
        EXPECT_TRUE(std::filesystem::exists(folder.path() / name)) << name;
    }
}

}  // namespace
}  // namespace mesogrid::testing
