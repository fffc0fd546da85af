#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/format/scratch.hpp"
#include "tests/models/patterns/laid_pattern.hpp"

/// Points that a scenario states, and patterns made of other patterns.
namespace mesogrid::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ListedPoints, StayWhereTheScenarioPutsThem) {
    const std::string text =
        "kind = \"points\"\npoints = [[\"1 mm\", \"2 mm\"], [\"0.3 cm\", "
        "\"-4 mm\"]]\n";
    EXPECT_THAT(laid(text, rectangle(20, 20, {100, 100})), ElementsAre(Point{1, 2}, Point{3, -4}));
    EXPECT_THAT(laid(text + "from = \"centre\"\n", rectangle(20, 20, {100, 100})),
                ElementsAre(Point{101, 102}, Point{103, 96}));
    const Outline outline = rectangle(20, 20);
    EXPECT_THAT(read_pattern(text + "from = \"centre\"\n")
                    ->positions({.outline = outline, .anchor = Point{5, 5}}),
                ElementsAre(Point{6, 7}, Point{8, 1}));
}

TEST(ListedPoints, TakeDepthAndVolumeFromTheirFile) {
    const Scratch scratch;
    scratch.write("points.csv",
                  "volume [uL],x [cm],y [mm],depth [um],x_remark\r\n"
                  "20,0.1,2,,left\r\n\r\n,-0.3,4,1200,\"right, upper\"\r\n");
    const auto pattern = read_pattern("kind = \"points\"\nfile = \"points.csv\"\n", scratch.path());
    const Outline outline = rectangle(20, 20);
    const auto points = pattern->points({.outline = outline});
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[0].position, (Point{1, 2}));
    EXPECT_EQ(points[0].volume, 20.0 * units::uL);
    EXPECT_FALSE(points[0].depth);
    EXPECT_EQ(points[1].position, (Point{-3, 4}));
    EXPECT_FALSE(points[1].volume);
    EXPECT_NEAR(points[1].depth->base(), 1.2, 1e-12);
    EXPECT_THAT(pattern->point_name(1), HasSubstr("points.csv:4"));
}

TEST(ListedPoints, AreGivenOnceAndFromInsideTheFolderTree) {
    EXPECT_EQ(fault_of("kind = \"points\""), 376);
    EXPECT_EQ(fault_of("kind = \"points\"\nfile = \"/etc/passwd.csv\"\n"), 111);
    EXPECT_EQ(fault_of("kind = \"points\"\nfile = \"../points.csv\"\n"), 111);
    EXPECT_EQ(fault_of("kind = \"points\"\nfile = \"points.txt\"\n"), 110);
    EXPECT_EQ(fault_of("kind = \"points\"\nfile = \"no such file.csv\"\n"), 101);
    EXPECT_EQ(fault_of("kind = \"points\"\nfile = \"a.csv\"\npoints = [[\"0 mm\", \"0 mm\"]]"),
              376);
}

TEST(NamedPoints, LieAtSharesOfTheBoxOnBothSides) {
    const std::string text =
        "kind = \"named-points\"\n"
        "points = [{ name = \"a\", at = [\"10 %\", \"25 %\"], depth = \"2 mm\" "
        "}, { name = \"b\", at = [\"50 %\", \"100 %\"] }]\n";
    const Outline outline = rectangle(40, 20, {100, 10});
    EXPECT_THAT(laid(text, outline), ElementsAre(Point{84, 5}, Point{100, 20}));
    const auto both = read_pattern(text + "sides = \"both\"\n");
    const auto points = both->points({.outline = outline});
    ASSERT_EQ(points.size(), 4U);
    EXPECT_EQ(points[2].position, (Point{116, 5}));
    EXPECT_EQ(points[2].depth, 2.0 * units::mm);
    EXPECT_EQ(both->point_name(2), "\"a (other side)\"");
}

TEST(NamedPoints, WithinTheOutlineLieOnItsWidthAtTheirHeight) {
    // A triangle 40 mm wide at the bottom, 0 at the top: half as wide at half height.
    const Outline triangle = Outline::polygon({{0, 0}, {40, 0}, {20, 30}});
    EXPECT_THAT(laid("kind = \"named-points\"\nwithin = \"outline\"\n"
                     "points = [{ name = \"a\", at = [\"25 %\", \"50 %\"] }, "
                     "{ name = \"b\", at = [\"100 %\", \"0 %\"] }]\n",
                     triangle),
                ElementsAre(Point{15, 15}, Point{40, 0}));
}

TEST(NamedPoints, RefuseAPointWithoutPlaceOrWithANameOfAnother) {
    EXPECT_EQ(fault_of("kind = \"named-points\"\npoints = [{ name = \"a\" }]"), 208);
    EXPECT_EQ(fault_of("kind = \"named-points\"\npoints = [{ name = \"a\", at = [\"1 %\", \"1 %\"] "
                       "}, { name = \"a\", at = [\"2 %\", \"1 %\"] }]"),
              377);
}

TEST(UnionOfPatterns, LeavesOutWhatIsTooNearAnEarlierPart) {
    const Outline outline = rectangle(30, 30);
    const std::string parts =
        "parts = [{ kind = \"square\", spacing = \"10 mm\" }, "
        "{ kind = \"square\", spacing = \"6 mm\", depth = \"3 mm\" }]\n";
    EXPECT_EQ(laid("kind = \"union\"\n" + parts, outline).size(), 9U + 25U);
    const auto points = read_pattern("kind = \"union\"\nleast_distance = \"3 mm\"\n" + parts)
                            ->points({.outline = outline});
    // Of -12, -6, 0, 6, 12 the nearest of -10, 0, 10 is 2, 4, 0, 4, 2 mm away: the 9 pairs of 2 and
    // 0 mm lie nearer than 3 mm.
    ASSERT_EQ(points.size(), 9U + 16U);
    EXPECT_FALSE(points[8].depth);
    EXPECT_EQ(points[9].depth, 3.0 * units::mm);
}

TEST(MaskedPattern, KeepsOneSideOfItsPolygon) {
    const std::string text =
        "kind = \"mask\"\nof = { kind = \"square\", spacing = \"10 mm\" }\n"
        "polygon = [[\"0 mm\", \"-50 mm\"], [\"50 mm\", \"-50 mm\"], "
        "[\"50 mm\", \"50 mm\"], [\"0 mm\", \"50 mm\"]]\n";
    const Outline outline = rectangle(30, 30);
    EXPECT_EQ(laid(text + "keep = \"inside\"\n", outline).size(), 6U);
    EXPECT_EQ(laid(text + "keep = \"outside\"\n", outline).size(), 3U);
    EXPECT_EQ(fault_of("kind = \"mask\"\nkeep = \"inside\"\nof = { kind = \"square\", spacing = "
                       "\"10 mm\" }\npolygon = [[\"0 mm\", \"0 mm\"], [\"1 mm\", \"1 mm\"], [\"1 "
                       "mm\", \"0 mm\"], [\"0 mm\", \"1 mm\"]]"),
              306);
}

TEST(SecondPass, RepeatsThePatternHalfAPitchAway) {
    const auto points = laid(
        "kind = \"second-pass\"\nof = { kind = \"square\", spacing = "
        "\"10 mm\" }\n",
        rectangle(20, 10));
    EXPECT_THAT(points, ElementsAre(Point{-5, 0}, Point{5, 0}, Point{0, 5}, Point{10, 5}));
    EXPECT_EQ(fault_of("kind = \"second-pass\"\nshift = [\"0 mm\", \"0 mm\"]\nof = { kind = "
                       "\"square\", spacing = \"10 mm\" }"),
              206);
}

TEST(ComposedPatterns, StandInEachOtherFourDeepAndNoDeeper) {
    std::string inner = R"({ kind = "square", spacing = "30 mm" })";
    for (int depth = 1; depth <= 6; ++depth) {
        const std::string text = "kind = \"second-pass\"\nof = " + inner + "\n";
        EXPECT_EQ(fault_of(text), depth <= 4 ? 0 : 360) << depth;
        inner.insert(0, "{ kind = \"second-pass\", of = ").append(" }");
    }
}

}  // namespace
}  // namespace mesogrid::testing
