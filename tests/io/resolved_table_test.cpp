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

TEST(ResolvedTable, CarriesGradeRangeAndWhetherTheValueLiesOutside) {
    const auto rows = resolved_table({{.path = "a",
                                       .value = "0.9",
                                       .unit = "1",
                                       .grade = Grade::c,
                                       .range = "0.3 to 0.5",
                                       .outside_range = true},
                                      {.path = "b", .value = "0.4"}},
                                     "ug");
    EXPECT_EQ(rows[0].grade, "C");
    EXPECT_EQ(rows[0].kind, "1");
    EXPECT_EQ(rows[0].range, "0.3 to 0.5");
    EXPECT_EQ(rows[0].outside, "yes");
    EXPECT_EQ(rows[1].grade, "");
    EXPECT_EQ(rows[1].outside, "");
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
