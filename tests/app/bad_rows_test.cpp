#include "tests/app/bad_rows.hpp"

#include <clocale>
#include <locale>
#include <string>

#include <gtest/gtest.h>

/// Rows 10 to 15 of the bad-input matrix: scenarios.
namespace mesogrid::testing {
namespace {

constexpr const char* kLayersBegin = "layers = [";

std::string with_layers(const std::string& layers) {
    const std::string text = small_scenario();
    const std::size_t from = text.find(kLayersBegin);
    const std::size_t to = text.find("\n]\n", from) + 3;
    return text.substr(0, from) + "layers = [" + layers + "]\n" + text.substr(to);
}

std::string crlf(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

std::string utf16(const std::string& text) {
    std::string out = "\xFF\xFE";
    for (const char c : text) out += std::string(1, c) + std::string(1, '\0');
    return out;
}

class BadInputRow : public ::testing::TestWithParam<BadInput> {};

TEST_P(BadInputRow, IsToldOrTakenAsTheMatrixSays) {
    expect_row(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Row10Units,
    BadInputRow,
    ::testing::Values(BadInput{"Missing",
                               spoiled("depth = \"1.0 mm\"", "depth = \"1.2\""),
                               "",
                               "E0202",
                               {"delivery.depth = \"1.2\"", "mm, um, cm, m", "write \"1.2 mm\"?"}},
                      BadInput{"OfAnotherKind",
                               spoiled("depth = \"1.0 mm\"", "depth = \"3 ug\""),
                               "",
                               "E0203",
                               {"delivery.depth = \"3 ug\"", "wanted is a length"}},
                      BadInput{"AreaForALength",
                               spoiled("spacing = \"3 mm\"", "spacing = \"7 mm2\""),
                               "",
                               "E0203",
                               {"pattern.spacing = \"7 mm2\"", "0.1 mm to 100 mm"}},
                      BadInput{"AnotherLabel",
                               spoiled("10000 ug s/mm3", "10000 MU s/mm3"),
                               "",
                               "E0213",
                               {"counts MU, but the solute counts ug"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Row12Encodings,
    BadInputRow,
    ::testing::Values(
        BadInput{
            "ByteOrderMarkAndCarriageReturns", "\xEF\xBB\xBF" + crlf(small_scenario()), "", "", {}},
        BadInput{"Utf16", utf16(small_scenario()), "", "E0104", {"byte"}},
        BadInput{
            "NoUtf8", spoiled("name = \"small\"", "name = \"sm\xFF\"ll\""), "", "E0104", {"byte"}},
        BadInput{"Nul",
                 spoiled("name = \"small\"", std::string("name = \"sm") + '\0' + "ll\""),
                 "",
                 "E0105",
                 {"byte"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Row13Nesting,
    BadInputRow,
    ::testing::Values(BadInput{
        "AMillionBrackets", "name = " + std::string(1000000, '['), "", "E0107", {"64"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Row14Layers,
    BadInputRow,
    ::testing::Values(BadInput{"None", with_layers(""), "", "E0212", {"tissue.layers", "1 to 64"}},
                      BadInput{"Thickness0",
                               spoiled("thickness = \"1.3 mm\"", "thickness = \"0 mm\""),
                               "",
                               "E0206",
                               {"tissue.layers[1].thickness = \"0 mm\"", "0.01 mm"}},
                      BadInput{"OneNameTwice",
                               spoiled("name = \"hypodermis\"", "name = \"dermis\""),
                               "",
                               "E0301",
                               {"dermis"}},
                      BadInput{"UnknownToTheLens",
                               with(with(small_scenario(), "name = \"dermis\"", "name = \"scar\""),
                                    "kind = \"gaussian\"\nsigma = \"0.8 mm\"",
                                    "kind = \"swollen-lens\""),
                               "",
                               "E0307",
                               {"target.layer", "epidermis | scar | hypodermis"}},
                      BadInput{
                          "HundredThousand",
                          with_layers(repeated("{ name = \"a\", thickness = \"1 mm\" },", 100000)),
                          "",
                          "E0212",
                          {"100000 entries", "1 to 64"}},
                      BadInput{"TargetNotAmongThem",
                               spoiled("[tissue]", "layer = \"muscle\"\n[tissue]"),
                               "",
                               "E0307",
                               {"target.layer = \"muscle\"", "epidermis | dermis | hypodermis"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Row15Depth,
    BadInputRow,
    ::testing::Values(BadInput{"BelowTheTissue",
                               spoiled("depth = \"1.0 mm\"", "depth = \"30 mm\""),
                               "",
                               "E0304",
                               {"delivery.depth = \"30 mm\"", "0 mm to 4.4 mm"}},
                      BadInput{"AboveTheSkin",
                               spoiled("depth = \"1.0 mm\"", "depth = \"-1 mm\""),
                               "",
                               "E0206",
                               {"delivery.depth = \"-1 mm\"", "0 mm to 100 mm"}},
                      BadInput{"OfAPointBelowTheTissue",
                               with_points(),
                               "x [mm],y [mm],depth [mm]\n1,2,1\n1,3,99\n",
                               "E0378",
                               {"points.csv:3", "hypodermis", "0 mm to 4.4 mm"}},
                      BadInput{"PointsOutsideAreNamed",
                               with_points(),
                               "x [mm],y [mm]\n1,2\n50,0\n",
                               "",
                               {"points.csv:3 lies outside the outline; edge = \"clip\" decides"}},
                      BadInput{"OutletTouchesTheSurface",
                               spoiled("depth = \"1.0 mm\"", "depth = \"0 mm\""),
                               "",
                               "",
                               {}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

/// A decimal comma wherever the C++ library asks the locale.
class CommaPunctuation final : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

TEST(Row11DecimalComma, IsRefusedWithAHintAndNoLocaleChangesReading) {
    const MessageParts message =
        message_of_text(spoiled("spacing = \"3 mm\"", "spacing = \"1,5 mm\""));
    EXPECT_EQ(message.code, "E0204");
    EXPECT_EQ(message.suggestion, "write \"1.5 mm\"");
    const ScratchFolder folder;
    const std::string file = folder.write("good.toml", small_scenario());
    const std::string plain = run_program({"run", file, "--json", "-", "--quiet"}).out;
    const std::locale before =
        std::locale::global(std::locale(std::locale::classic(), new CommaPunctuation));
    std::setlocale(LC_ALL, "de_DE.UTF-8");  // where it is installed
    const Outcome german = run_program({"run", file, "--json", "-", "--quiet"});
    std::locale::global(before);
    std::setlocale(LC_ALL, "C");
    EXPECT_EQ(german.exit_code, 0) << german.err;
    EXPECT_EQ(german.out, plain);
}

}  // namespace
}  // namespace mesogrid::testing
