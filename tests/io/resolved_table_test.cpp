#include "engine/io/resolved_table.hpp"

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

ResolvedRow row_of(const std::string& written, const std::string& source = "") {
    return resolved_table({{.path = "key", .value = written, .source = source}}, "MU").front();
}

TEST(ResolvedTable, TakesQuantitiesApart) {
    EXPECT_EQ(row_of("\"5 mm\"").value, "5");
    EXPECT_EQ(row_of("\"5 mm\"").unit, "mm");
    EXPECT_EQ(row_of("'15000 ug s/mm3'").unit, "ug s/mm3");
    EXPECT_EQ(row_of("\"2 MU\"").unit, "MU");
    EXPECT_EQ(row_of("\"5 mm\"").written, "\"5 mm\"");
}

TEST(ResolvedTable, LeavesOtherValuesWhole) {
    for (const char* text : {"3", "true", "\"square\"", "\"\"", "\"mm\"", "\"5\""}) {
        EXPECT_EQ(row_of(text).unit, "") << text;
    }
    EXPECT_EQ(row_of("\"square\"").value, "square");
    EXPECT_EQ(row_of("3").value, "3");
}

TEST(ResolvedTable, NamesTheGradeOfASource) {
    EXPECT_EQ(row_of("0.4", "Aukland & Reed 1993; grade C").grade, "C");
    EXPECT_EQ(row_of("0.4", "engineering default; grade E").grade, "E");
    EXPECT_EQ(row_of("0.4", "skin goes on").grade, "");
    EXPECT_EQ(row_of("0.4", "upgrade Z").grade, "");
}

TEST(ResolvedTable, SaysWhereAValueComesFrom) {
    const auto rows =
        resolved_table({{.path = "a", .value = "1", .where = {"x.toml", 3, 5}},
                        {.path = "b", .value = "2", .is_default = true, .source = "habit"},
                        {.path = "seed", .value = "9", .where = {.file = "--seed"}}},
                       "ug");
    EXPECT_EQ(rows[0].origin, "scenario");
    EXPECT_EQ(rows[0].where, "x.toml:3");
    EXPECT_EQ(rows[1].origin, "default");
    EXPECT_EQ(rows[1].where, "");
    EXPECT_EQ(rows[2].where, "--seed");
}

}  // namespace
}  // namespace mesogrid
