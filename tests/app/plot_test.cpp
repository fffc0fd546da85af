#include <array>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// A result file of two protocols with fields, written once for all tests.
class Plot : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        shared_folder = new ScratchFolder;
        write_result("r.h5", "2");
    }
    static void TearDownTestSuite() { delete shared_folder; }

    static std::string path(const std::string& name) {
        return (shared_folder->path() / name).string();
    }

    static void write_result(const std::string& name, const std::string& threads) {
        const std::string text =
            with(with(small_scenario(), "[output]\n", "[output]\nfields = true\n"),
                 "name = \"small\"",
                 "name = \"<script>\\u202Eµ\"");
        const Outcome outcome =
            run_program({"compare",
                         shared_folder->write("a.toml", text),
                         shared_folder->write("b.toml", with(text, "3 mm", "4 mm")),
                         "-o",
                         path(name),
                         "--threads",
                         threads,
                         "--force"});
        ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    }

    /// The bytes of one picture of a result file.
    static std::string drawn(const std::string& result,
                             std::vector<std::string> what,
                             const std::string& ending) {
        what.insert(what.begin(), {"plot", path(result)});
        what.insert(what.end(), {"-o", path("picture" + ending), "--force"});
        const Outcome outcome = run_program(what);
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        EXPECT_EQ(outcome.out + outcome.err, "");
        return content_of(path("picture" + ending));
    }

    static Outcome refused(std::vector<std::string> what) {
        what.insert(what.begin(), {"plot", path("r.h5")});
        Outcome outcome = run_program(what);
        EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
        return outcome;
    }

private:
    static inline ScratchFolder* shared_folder = nullptr;
};

const std::vector<std::vector<std::string>>& every_picture() {
    static const std::vector<std::vector<std::string>> pictures = {
        {"--map", "auc"},
        {"--map", "auc", "--protocol", "2"},
        {"--difference", "auc"},
        {"--section", "concentration"},
        {"--section", "concentration", "--time", "60 min", "--along", "y", "--through", "1 mm"},
        {"--curve", "interior.coverage_curve"},
        {"--bars", "V80", "--bars", "edge_band.V80"}};
    return pictures;
}

TEST_F(Plot, GivesTheSameBytesInEveryRunAndForAnyNumberOfThreads) {
    write_result("one.h5", "1");
    write_result("four.h5", "4");
    for (const auto& what : every_picture()) {
        const std::string picture = drawn("r.h5", what, ".png");
        EXPECT_GT(picture.size(), 2000U);
        for (const char* again : {"one.h5", "four.h5"}) {
            EXPECT_TRUE(picture == drawn(again, what, ".png")) << what[0] << " of " << again;
        }
        EXPECT_TRUE(drawn("r.h5", what, ".svg") == drawn("four.h5", what, ".svg")) << what[0];
    }
}

TEST_F(Plot, SaysQuantityUnitPlaceAndThatTheThresholdIsIllustrative) {
    const std::string map = drawn("r.h5", {"--map", "auc"}, ".svg");
    for (const char* said : {"auc of solute [µg s/mm³]",
                             "dermis, 0.1 to 1.4 mm deep, depth_mean, until 2 h, per_session",
                             "Illustrative threshold 10000 µg s/mm³: no source stands behind it.",
                             "Whole area 108 mm²",
                             "12 punctures, 240 µL",
                             "x [mm]",
                             "Weakest grade of the inputs: E",
                             "Not a medical device"}) {
        EXPECT_THAT(map, HasSubstr(said));
    }
    const std::string section = drawn("r.h5", {"--section", "concentration"}, ".svg");
    for (const char* said : {"concentration of solute [µg/mm³]",
                             ", 10 min<",
                             ", 1 h<",
                             ">hypodermis<",
                             "depth [mm]",
                             "Depth is drawn"}) {
        EXPECT_THAT(section, HasSubstr(said));
    }
    const std::string curve = drawn("r.h5", {"--curve", "coverage_curve"}, ".svg");
    EXPECT_THAT(curve, HasSubstr("share of the region [%]"));
    EXPECT_THAT(curve, HasSubstr(">illustrative threshold<"));
}

TEST_F(Plot, KeepsHostileNamesHarmless) {
    const std::string map = drawn("r.h5", {"--map", "auc"}, ".svg");
    EXPECT_THAT(map, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(map, Not(HasSubstr("<script")));
    const std::size_t name_space = map.find("://");
    EXPECT_EQ(map.find("://", name_space + 1), std::string::npos) << "refers to something outside";
    EXPECT_THAT(map, Not(HasSubstr("\u202E"))) << "turns the text around";
}

TEST_F(Plot, ListsWhatTheFileCanBePlottedAs) {
    const Outcome outcome = run_program({"plot", path("r.h5"), "--list"});
    EXPECT_EQ(outcome.exit_code, 0);
    for (const char* said : {"--map auc\n",
                             "--difference auc\n",
                             "--section concentration --time '10 min' | '1 h'\n",
                             "--curve coverage_curve",
                             "--bars coverage",
                             "--protocol 2  "}) {
        EXPECT_THAT(outcome.out, HasSubstr(said));
    }
}

TEST_F(Plot, RefusesUnknownNamesWithASuggestion) {
    const std::string to = path("no.png");
    EXPECT_THAT(refused({"--map", "acu", "-o", to}).err,
                StartsWith("error[E0421]: --map = acu: the file holds no such thing; "
                           "allowed auc; auc?"));
    EXPECT_THAT(refused({"--curve", "coverage_curv", "-o", to}).err,
                HasSubstr("; coverage_curve?"));
    EXPECT_THAT(refused({"--bars", "V08", "-o", to}).err, HasSubstr("; V80?"));
    EXPECT_THAT(refused({"--section", "dose", "-o", to}).err, HasSubstr("allowed concentration"));
    EXPECT_THAT(refused({"--mapp", "auc", "-o", to}).err,
                StartsWith("error[E0401]: --mapp: is not known here; --map?"));
    EXPECT_FALSE(std::filesystem::exists(to));
}

TEST_F(Plot, RefusesWhatCannotBeDrawn) {
    const std::string to = path("no.png");
    const std::vector<std::pair<std::vector<std::string>, const char*>> cases = {
        {{"-o", to}, "E0420"},
        {{"--map", "auc"}, "E0420"},
        {{"--map", "auc", "--bars", "V80", "-o", to}, "E0420"},
        {{"--map", "auc", "--map", "auc", "-o", to}, "E0406"},
        {{"--map", "auc", "--protocol", "3", "-o", to}, "allowed 1 to 2"},
        {{"--map", "auc", "--time", "1 h", "-o", to}, "E0424"},
        {{"--section", "concentration", "--time", "2 h", "-o", to}, "allowed 10 min | 1 h"},
        {{"--section", "concentration", "--time", "2 mm", "-o", to}, "E0422"},
        {{"--section", "concentration", "--through", "99 mm", "-o", to}, "allowed -4.5 mm to"},
        {{"--section", "concentration", "--along", "z", "-o", to}, "E0422"},
        {{"--difference", "auc", "--protocol", "1", "-o", to}, "E0423"},
        {{"--bars", "V80", "--bars", "path_length", "-o", to}, "E0424"},
        {{"--map", "auc", "-o", path("no.gif")}, "E0504"}};
    for (const auto& [what, said] : cases) EXPECT_THAT(refused(what).err, HasSubstr(said));
    EXPECT_FALSE(std::filesystem::exists(to));
}

TEST_F(Plot, EndsAsTheContractSays) {
    const std::string to = path("no.png");
    EXPECT_EQ(run_program({"plot", path("none.h5"), "--map", "auc", "-o", to}).exit_code, 2);
    std::string bytes = content_of(path("r.h5"));
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    std::ofstream(path("damaged.h5"), std::ios::binary) << bytes;
    EXPECT_EQ(run_program({"plot", path("damaged.h5"), "--map", "auc", "-o", to}).exit_code, 6);
    EXPECT_EQ(run_program({"plot", path("damaged.h5"), "--list"}).exit_code, 6);
    EXPECT_EQ(run_program({"plot", path("r.h5"), "--map", "auc", "-o", "/proc/no.png"}).exit_code,
              4);
    drawn("r.h5", {"--map", "auc"}, ".png");
    const Outcome again =
        run_program({"plot", path("r.h5"), "--map", "auc", "-o", path("picture.png")});
    EXPECT_EQ(again.exit_code, 2);
    EXPECT_THAT(again.err, HasSubstr("--force"));
}

}  // namespace
}  // namespace mesogrid::testing
