#include "engine/format/params.hpp"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/toml.hpp"

#include "tests/format/faults.hpp"

namespace mesogrid {
namespace {

using ::testing::ElementsAre;
using testing::fault_of;
using testing::faults_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MessageParts;

QuantityKey<Length> length(std::string_view name) {
    return {.name = name,
            .meaning = "a length",
            .unit = "mm",
            .minimum = 0.1 * units::mm,
            .maximum = 100.0 * units::mm};
}
IntegerKey count(std::string_view name) {
    return {.name = name, .meaning = "a count", .minimum = 0, .maximum = 10};
}

Params parse(const std::string& text) {
    return Params(parse_toml(text, "cheek.toml"));
}

/// Reads a scenario of a pattern and a list of layers, as the readers of the engine do.
void read_all(Params& root) {
    root.read(count("schema"));
    Params pattern = root.group({.name = "pattern", .meaning = "where the punctures go"});
    pattern.read(ChoiceKey{.name = "kind", .meaning = "kind", .words = {"square", "hexagonal"}});
    pattern.read(length("spacing"));
    for (Params& layer : root.groups({.name = "layers", .meaning = "layers"}, 1, 3)) {
        layer.read(TextKey{.name = "name", .meaning = "name"});
        layer.read_optional(length("thickness"));
    }
    root.finish();
}

std::vector<MessageParts> faults_in(const std::string& text) {
    return faults_of([&] {
        Params params = parse(text);
        read_all(params);
    });
}

const std::string kGood =
    "schema = 1\n[pattern]\nkind = \"square\"\nspacing = \"5 mm\"\n[[layers]]\nname = \"dermis\"\n";

TEST(Params, ReadsAWholeScenario) {
    EXPECT_THAT(faults_in(kGood), IsEmpty());
}

TEST(Params, ReportsAllFaultsAtOnceInTheOrderOfTheFile) {
    const auto faults = faults_in(
        "schema = \"1\"\nnonsense = 1\n[pattern]\nspacing = 7\nkind = \"sqare\"\n[[layers]]\n"
        "name = 5\nthickness = \"-1 mm\"\n");
    ASSERT_EQ(faults.size(), 6U);
    const char* codes[] = {"E0201", "E0207", "E0202", "E0211", "E0201", "E0206"};
    const char* keys[] = {"schema",
                          "nonsense",
                          "pattern.spacing",
                          "pattern.kind",
                          "layers[0].name",
                          "layers[0].thickness"};
    const int lines[] = {1, 2, 4, 5, 7, 8};
    for (std::size_t i = 0; i < faults.size(); ++i) {
        EXPECT_EQ(faults[i].code, codes[i]) << i;
        EXPECT_EQ(faults[i].key, keys[i]) << i;
        EXPECT_EQ(faults[i].line, lines[i]) << i;
        EXPECT_EQ(faults[i].file, "cheek.toml");
    }
}

TEST(Params, SuggestsTheKeyAnUnknownOneIsNearTo) {
    const auto faults = faults_in(kGood + "[tail]\n");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].suggestion, "");
    const auto spacing = faults_in(
        "schema = 1\n[pattern]\nkind = \"square\"\nspacing = \"5 mm\"\nspacign = \"5 mm\"\n"
        "[[layers]]\nname = \"dermis\"\n");
    ASSERT_EQ(spacing.size(), 1U);
    EXPECT_EQ(spacing[0].code, "E0207");
    EXPECT_EQ(spacing[0].line, 5);
    EXPECT_EQ(spacing[0].column, 1);
    EXPECT_EQ(spacing[0].key, "pattern.spacign");
    EXPECT_EQ(spacing[0].value, "\"5 mm\"");
    EXPECT_EQ(spacing[0].problem, "unknown key");
    EXPECT_EQ(spacing[0].allowed, "kind | spacing");
    EXPECT_EQ(spacing[0].suggestion, "did you mean `pattern.spacing`");
}

TEST(Params, ReportAMisspeltRequiredKeyOnce) {
    const auto faults = faults_in(
        "schema = 1\n[pattern]\nkind = \"square\"\nspacign = \"5 mm\"\n[[layers]]\nname = \"d\"\n");
    ASSERT_EQ(faults.size(), 1U) << "unknown, but not missing as well";
    EXPECT_EQ(faults[0].code, "E0207");
}

TEST(Params, ReportsMissingKeysAtTheirTable) {
    const auto faults = faults_in(
        "schema = 1\n[pattern]\nkind = \"square\"\n[[layers]]\nname = \"d\"\n[[layers]]\n");
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_EQ(faults[0].code, "E0208");
    EXPECT_EQ(faults[0].key, "pattern.spacing");
    EXPECT_EQ(faults[0].line, 2);
    EXPECT_EQ(faults[0].allowed, "0.1 mm to 100 mm");
    EXPECT_EQ(faults[1].key, "layers[1].name");
    EXPECT_EQ(faults[1].line, 6);
}

TEST(Params, OfAnEmptyFileListTheRequiredKeys) {
    const auto faults = faults_in("# nothing\n");
    std::vector<std::string> keys;
    for (const MessageParts& fault : faults) {
        EXPECT_EQ(fault.file, "cheek.toml");
        EXPECT_EQ(fault.line, 1);
        if (fault.code == "E0208") keys.push_back(fault.key);
    }
    EXPECT_THAT(keys, ElementsAre("schema", "pattern.kind", "pattern.spacing", "layers"));
    EXPECT_EQ(faults.back().code, "E0214");
    EXPECT_THAT(faults.back().problem, HasSubstr("`mesogrid list keys`"));
}

TEST(Params, ReportOneFaultForAMisplacedGroup) {
    const auto faults =
        faults_in("schema = 1\npattern = \"square\"\nlayers = [{ name = \"d\" }]\n");
    ASSERT_EQ(faults.size(), 1U) << "nothing about the keys it would have had";
    EXPECT_EQ(faults[0].code, "E0201");
    EXPECT_EQ(faults[0].key, "pattern");
    EXPECT_EQ(faults[0].problem, "wants a table, got a string");
}

TEST(Params, ReportOneFaultForTooManyTables) {
    std::string text = "schema = 1\n[pattern]\nkind = \"square\"\nspacing = \"5 mm\"\n";
    for (int i = 0; i < 1000; ++i) text += "[[layers]]\nname = \"l\"\n";
    const auto faults = faults_in(text);
    ASSERT_EQ(faults.size(), 1U) << "nothing about the keys inside";
    EXPECT_EQ(faults[0].code, "E0212");
    EXPECT_EQ(faults[0].problem, "has 1000 entries");
    EXPECT_EQ(faults[0].allowed, "1 to 3 tables");
}

TEST(Params, RefuseEntriesThatAreNoTables) {
    const auto faults = faults_in(
        "schema = 1\nlayers = [1, { name = \"d\" }]\n[pattern]\nkind = \"square\"\nspacing = \"5 "
        "mm\"\n");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].key, "layers[0]");
    EXPECT_EQ(faults[0].code, "E0201");
}

TEST(Params, KeepAtMostAThousandUnknownKeys) {
    std::string text = kGood;
    for (int i = 0; i < 5000; ++i) text += "k" + std::to_string(i) + " = 1\n";
    EXPECT_EQ(faults_in(text).size(), 1000U);
}

TEST(Params, LogFaultsOfTheirReadersWithPositionAndValue) {
    Params params = parse("[layer]\nname = \"dermis\"\n");
    Params layer = params.group({.name = "layer", .meaning = "layer"});
    layer.read(TextKey{.name = "name", .meaning = "name"});
    layer.fault("name", 301, "another layer has this name", "a new name", "write \"x\"");
    layer.fault("", 305, "the table is wrong");
    const auto faults = faults_of([&] { params.finish(); });
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_EQ(faults[0].key, "layer");
    EXPECT_EQ(faults[0].line, 1);
    EXPECT_EQ(faults[1].code, "E0301");
    EXPECT_EQ(faults[1].key, "layer.name");
    EXPECT_EQ(faults[1].value, "\"dermis\"");
    EXPECT_EQ(faults[1].line, 2);
    EXPECT_EQ(faults[1].allowed, "a new name");
    EXPECT_EQ(faults[1].suggestion, "write \"x\"");
}

TEST(Params, IgnoreTheRestOfATableOnRequest) {
    Params params = parse("[t]\nunknown = 1\nu.v = 2\n");
    Params table = params.group({.name = "t", .meaning = "t"});
    table.ignore_rest();
    EXPECT_NO_THROW(params.finish());
}

TEST(Params, ThrowFaultsLeavesUnreadKeysAlone) {
    Params params = parse("unknown = 1\n");
    EXPECT_NO_THROW(params.throw_faults());
    EXPECT_EQ(fault_of([&] { params.finish(); }).code, "E0207");
}

TEST(Params, RecordValuesWithTheirOriginInTheOrderOfReading) {
    const std::string name(100, 'n');
    Params params = parse("b = \"0.5 cm\"\nname = '" + name + "'\n[t]\nc = 3\n");
    IntegerKey sessions = count("sessions");
    sessions.fallback = 4;
    sessions.source = "usual course; grade E";
    params.read(sessions);
    params.read(length("b"));
    params.read(TextKey{.name = "name", .meaning = "name"});
    params.group({.name = "t", .meaning = "t"}).read(count("c"));
    QuantityKey<Length> margin = length("margin");
    margin.fallback = 1.5 * units::mm;
    params.read(margin);
    params.finish();
    const auto& values = params.resolved_values();
    ASSERT_EQ(values.size(), 5U);
    EXPECT_EQ(values[0].path, "sessions");
    EXPECT_EQ(values[0].value, "4");
    EXPECT_TRUE(values[0].is_default);
    EXPECT_EQ(values[0].source, "usual course; grade E");
    EXPECT_EQ(values[0].where.line, 0);
    EXPECT_EQ(values[1].value, "\"0.5 cm\"");
    EXPECT_FALSE(values[1].is_default);
    EXPECT_EQ(values[1].where, (SourcePosition{"cheek.toml", 1, 5}));
    EXPECT_EQ(values[2].value, '"' + name + '"') << "never cut short";
    EXPECT_EQ(values[3].path, "t.c");
    EXPECT_EQ(values[4].value, "\"1.5 mm\"");
    EXPECT_TRUE(values[4].is_default);
}

TEST(Params, DescribeEveryAskedKeyOnce) {
    const auto asked = [](const std::string& text) {
        Params params = parse(text);
        params.read_optional(count("seed"));
        Params absent = params.group({.name = "pattern", .meaning = "pattern"});
        absent.read(length("spacing"));
        for (Params& layer : params.groups({.name = "layers", .meaning = "layers"}, 0, 9)) {
            layer.read(TextKey{.name = "name", .meaning = "name"});
        }
        return params.asked_keys();
    };
    const auto keys = asked("seed = 1\nlayers = [{ name = \"a\" }, { name = \"b\" }]\n");
    std::vector<std::string> paths;
    for (const KeyInfo& key : keys) paths.push_back(key.path);
    EXPECT_THAT(paths,
                ElementsAre("seed", "pattern", "pattern.spacing", "layers", "layers[].name"));
    EXPECT_FALSE(keys[0].required) << "optional whether the file writes it or not";
    EXPECT_FALSE(asked("")[0].required);
    EXPECT_TRUE(keys[1].required) << "a table that is always read";
    EXPECT_EQ(keys[2].type, "quantity");
    EXPECT_EQ(keys[2].unit, "mm");
    EXPECT_EQ(keys[2].range, "0.1 mm to 100 mm");
    EXPECT_TRUE(keys[2].required);
    EXPECT_EQ(keys[4].type, "text");
}

TEST(Params, TellWhatTheFileWrites) {
    Params params = parse("a = 1\n[t]\nb = 2\n");
    EXPECT_TRUE(params.has("a"));
    EXPECT_FALSE(params.has("b"));
    EXPECT_THAT(params.names(), ElementsAre("a", "t"));
    EXPECT_EQ(params.position("a"), (SourcePosition{"cheek.toml", 1, 5}));
    const auto table = params.group_optional({.name = "t", .meaning = "t"});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->path(), "t");
    EXPECT_EQ(table->position("none").line, 2);
    EXPECT_FALSE(params.group_optional({.name = "none", .meaning = "none"}));
    EXPECT_FALSE(params.has_faults());
}

TEST(Params, OutliveTheTreeTheyWereMadeOf) {
    auto table = std::make_unique<Params>(parse("[t]\nb = 2\n"));
    Params inner = table->group({.name = "t", .meaning = "t"});
    table.reset();
    EXPECT_EQ(inner.read(count("b")), 2);
    EXPECT_EQ(inner.resolved_values().size(), 1U);
}

TEST(Params, CollectNotes) {
    Params params = parse("");
    params.note("output.times were sorted");
    EXPECT_THAT(params.notes(), ElementsAre("output.times were sorted"));
}

}  // namespace
}  // namespace mesogrid
