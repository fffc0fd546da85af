#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/app/bad_input.hpp"

/// Scenarios that name CSV points and SVG outlines, and the many ways in which those go wrong.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const char* const kSquare = "kind = \"square\"\nspacing = \"3 mm\"\n";
const char* const kRectangle = R"({ rectangle = ["12 mm", "9 mm"] })";
const char* const kDrawing =
    "<svg width=\"20mm\" height=\"20mm\" viewBox=\"0 0 200 200\">\n"
    "<rect id=\"cheek\" x=\"20\" y=\"20\" width=\"120\" height=\"90\"/>\n"
    "<circle id=\"mole\" class=\"spare\" cx=\"80\" cy=\"65\" r=\"10\"/>\n</svg>\n";

std::string with_pattern(const std::string& pattern) {
    return with(small_scenario(), kSquare, pattern);
}

std::string with_outline(const std::string& outline, const std::string& more = "") {
    return with(small_scenario(), kRectangle, outline + "\n" + more);
}

/// The punctures of `run --json` as rows of id, session, x, y, depth, volume_asked …
nlohmann::json punctures_of(const ScratchFolder& folder, const std::string& text) {
    const Outcome outcome =
        run_program({"run", folder.write("good.toml", text), "--json", "-", "--quiet"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    if (outcome.exit_code != 0) return nlohmann::json::array();
    return nlohmann::json::parse(outcome.out)["punctures"]["rows"];
}

MessageParts message_in(const ScratchFolder& folder, const std::string& text) {
    const auto messages = messages_of(folder.write("bad.toml", text));
    EXPECT_EQ(messages.size(), 1U);
    return messages.empty() ? MessageParts{} : messages.front();
}

TEST(PatternInput, PointsOfAFileBringTheirDepthAndVolume) {
    const ScratchFolder folder;
    folder.write("points.csv", "x [mm],y [mm],depth [mm],volume [uL]\n1,2,0.5,10\n-3,1,,\n");
    const auto rows =
        punctures_of(folder, with_pattern("kind = \"points\"\nfile = \"points.csv\"\n"));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0][2], 1.0);
    EXPECT_EQ(rows[0][4], 0.5);
    EXPECT_EQ(rows[0][5], 10.0);
    EXPECT_EQ(rows[1][4], 1.0);
    EXPECT_EQ(rows[1][5], 20.0);
}

TEST(PatternInput, PointsOutsideAndRepeatedOnesAreTold) {
    const ScratchFolder folder;
    folder.write("points.csv", "x [mm],y [mm]\n1,2\n50,0\n1,2\n");
    const Outcome outcome = run_program(
        {"check",
         folder.write("good.toml", with_pattern("kind = \"points\"\nfile = \"points.csv\"\n"))});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("2 punctures"));
    EXPECT_THAT(outcome.err, HasSubstr("points.csv:3 lies outside the outline"));
    EXPECT_THAT(outcome.err, HasSubstr("points.csv:4 repeats the place and depth of"));
}

TEST(PatternInput, AFaultInACsvFileNamesItsLineAndColumn) {
    const ScratchFolder folder;
    folder.write("points.csv", "x [mm],y [mm]\n1,2\n1,wide\n");
    const std::string text = with_pattern("kind = \"points\"\nfile = \"points.csv\"\n");
    const MessageParts message = message_in(folder, text);
    EXPECT_EQ(message.code, "E0365");
    EXPECT_THAT(run_program({"check", (folder.path() / "bad.toml").string()}).err,
                HasSubstr("points.csv:3:3"));
    folder.write("points.csv", "x;y\n1;2\n");
    EXPECT_EQ(message_in(folder, text).code, "E0364");
    folder.write("points.csv", "x [mm],y [mm]\n");
    EXPECT_EQ(message_in(folder, text).code, "E0364");
    folder.write("points.csv", "x [mm],y [mm],depth [mm]\n1,2,99\n");
    const MessageParts deep = message_in(folder, text);
    EXPECT_EQ(deep.code, "E0378");
    EXPECT_THAT(deep.problem, HasSubstr("points.csv:2 lies below the last layer, hypodermis"));
}

TEST(PatternInput, ALineAtAPointOfItsOwnDepthStaysUnderTheSkin) {
    const ScratchFolder folder;
    folder.write("points.csv", "x [mm],y [mm],depth [mm]\n1,2,0.5\n");
    std::string text = with_pattern("kind = \"points\"\nfile = \"points.csv\"\n");
    // 1.5 mm of path at 30 deg rise by 0.75 mm.
    text = with(text,
                "depth = \"1.0 mm\"",
                "depth = \"1.0 mm\"\ntechnique = \"line\"\nlength = \"1.5 mm\"\nangle = \"30 "
                "deg\"");
    text = with(text, "kind = \"gaussian\"\nsigma = \"0.8 mm\"", "kind = \"swollen-lens\"");
    const MessageParts shallow = message_in(folder, text);
    EXPECT_EQ(shallow.code, "E0378");
    EXPECT_THAT(shallow.problem, HasSubstr("points.csv:2 would leave the skin"));
}

TEST(PatternInput, FilesOutsideTheFolderTreeAreRefusedAndNotEchoed) {
    const ScratchFolder outside;
    outside.write("secret.csv", "top secret\n");
    const ScratchFolder folder;
    std::filesystem::create_symlink(outside.path() / "secret.csv", folder.path() / "link.csv");
    for (const std::string& name : {(outside.path() / "secret.csv").string(),
                                    std::string("../secret.csv"),
                                    std::string("link.csv"),
                                    std::string("file:///etc/passwd.csv")}) {
        const std::string text = with_pattern("kind = \"points\"\nfile = \"" + name + "\"\n");
        EXPECT_EQ(message_in(folder, text).code, "E0111") << name;
        EXPECT_THAT(run_program({"check", (folder.path() / "bad.toml").string()}).err,
                    Not(HasSubstr("top secret")));
    }
    EXPECT_EQ(message_in(folder, with_outline("{ svg = \"../x.svg\" }")).code, "E0111");
    EXPECT_EQ(message_in(folder, with_outline("{ svg = \"x.png\" }")).code, "E0110");
}

TEST(PatternInput, AnAnchorIsRefusedWhereItMeansNothing) {
    const std::string text = with(with_pattern("kind = \"random\"\ncount = 5\n"),
                                  kRectangle,
                                  std::string(kRectangle) + "\nanchor = [\"0 mm\", \"0 mm\"]");
    EXPECT_EQ(message_of_text(text).code, "E0361");
}

TEST(PatternInput, AnOutlineIsDrawnInMillimetresWithYUpwards) {
    const ScratchFolder folder;
    folder.write("cheek.svg", kDrawing);
    const auto rows =
        punctures_of(folder, with_outline(R"({ svg = "cheek.svg", element = "cheek" })"));
    // 12 mm x 9 mm from (2, 20 - 11): four columns and three rows about (8, 13.5).
    ASSERT_EQ(rows.size(), 12U);
    EXPECT_NEAR(rows[0][2], 8 - 4.5, 1e-9);
    EXPECT_NEAR(rows[0][3], 13.5 - 3, 1e-9);
}

TEST(PatternInput, ExclusionsGetNoPunctureAndDoNotCount) {
    const ScratchFolder folder;
    folder.write("cheek.svg", kDrawing);
    const std::string outline = R"({ svg = "cheek.svg", element = "cheek" })";
    const std::string zone = R"(exclusions = [{ svg = "cheek.svg", element = "spare")";
    for (const auto& [margin, expected] :
         std::vector<std::pair<std::string, std::size_t>>{{"", 12}, {", margin = \"1 mm\"", 10}}) {
        // The circle of 1 mm lies on (8, 13.5), 1.5 mm from the two nearest punctures.
        const std::string text = with_outline(outline, zone + margin + " }]");
        EXPECT_EQ(punctures_of(folder, text).size(), expected);
        const Outcome run =
            run_program({"run", (folder.path() / "good.toml").string(), "--json", "-", "--quiet"});
        const auto measures = nlohmann::json::parse(run.out)["measures"];
        EXPECT_NEAR(measures["target_area"]["value"], 108 - 3.14159, 0.08);
    }
    EXPECT_EQ(punctures_of(folder, with_outline(outline, zone + " }]\nedge = \"bleed\"")).size(),
              punctures_of(folder, with_outline(outline, "edge = \"bleed\"")).size());
}

TEST(PatternInput, AFaultInADrawingNamesTheElement) {
    const ScratchFolder folder;
    folder.write("cheek.svg", kDrawing);
    const MessageParts several = message_in(folder, with_outline("{ svg = \"cheek.svg\" }"));
    EXPECT_EQ(several.code, "E0372");
    EXPECT_THAT(several.problem, HasSubstr("2 shapes: rect \"cheek\", circle \"mole\""));
    folder.write("cheek.svg", with(kDrawing, "width=\"20mm\"", "width=\"100%\""));
    EXPECT_EQ(message_in(folder, with_outline("{ svg = \"cheek.svg\" }")).code, "E0369");
    folder.write("cheek.svg",
                 R"(<svg width="9mm" height="9mm"><path id="eight" d="M0 0L9 9L9 0L0 9z"/></svg>)");
    const MessageParts crossing = message_in(folder, with_outline("{ svg = \"cheek.svg\" }"));
    EXPECT_EQ(crossing.code, "E0306");
    EXPECT_THAT(crossing.problem, HasSubstr("path \"eight\": the edges"));
    EXPECT_EQ(
        message_in(folder, with_outline("{ rectangle = [\"9 mm\", \"9 mm\"], element = \"a\" }"))
            .code,
        "E0333");
    EXPECT_EQ(
        message_in(folder, with_outline(kRectangle, "exclusions = [{ margin = \"1 mm\" }]")).code,
        "E0305");
    EXPECT_EQ(message_in(
                  folder,
                  with_outline(kRectangle, "exclusions = [{ rectangle = [\"50 mm\", \"50 mm\"] }]"))
                  .code,
              "E0306");
}

TEST(PatternInput, AShortPathIsToldWithItsBound) {
    const ScratchFolder folder;
    const std::string file = folder.write(
        "good.toml", with_pattern("kind = \"random\"\ncount = 20\norder = \"shortest-path\"\n"));
    const Outcome outcome = run_program({"check", file});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("spanning tree"));
    EXPECT_EQ(message_of_text(with_pattern(std::string(kSquare) + "order = \"best\"\n")).code,
              "E0211");
}

TEST(PatternInput, TheSeedOfTheCommandLineMovesRandomPunctures) {
    const ScratchFolder folder;
    const std::string file =
        folder.write("good.toml", with_pattern("kind = \"random\"\ncount = 20\n"));
    const auto run = [&](const std::string& seed) {
        return nlohmann::json::parse(
            run_program({"run", file, "--json", "-", "--quiet", "--seed", seed}).out)["punctures"];
    };
    EXPECT_EQ(run("1"), run("1"));
    EXPECT_NE(run("1"), run("2"));
}

}  // namespace
}  // namespace mesogrid::testing
