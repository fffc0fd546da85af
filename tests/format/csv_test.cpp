#include "engine/format/csv.hpp"

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

TEST(CsvField, QuotesWhatRfc4180Asks) {
    EXPECT_EQ(csv_field("plain"), "plain");
    EXPECT_EQ(csv_field(""), "");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("say \"ah\""), "\"say \"\"ah\"\"\"");
    EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csv_field("two\rlines"), "\"two\rlines\"");
}

TEST(CsvField, KeepsSpreadsheetsFromCalculating) {
    EXPECT_EQ(csv_field("=cmd()"), "'=cmd()");
    EXPECT_EQ(csv_field("+tax"), "'+tax");
    EXPECT_EQ(csv_field("-rf"), "'-rf");
    EXPECT_EQ(csv_field("@sum"), "'@sum");
    EXPECT_EQ(csv_field("\tx"), "'\tx");
    EXPECT_EQ(csv_field("=1,2"), "\"'=1,2\"");
}

TEST(CsvField, LeavesNumbersAlone) {
    EXPECT_EQ(csv_field("-5"), "-5");
    EXPECT_EQ(csv_field("+5"), "+5");
    EXPECT_EQ(csv_field("-1.5e-3"), "-1.5e-3");
    EXPECT_EQ(csv_field("-5+cmd()"), "'-5+cmd()");
}

TEST(CsvTable, JoinsRowsByCommasAndLineEnds) {
    EXPECT_EQ(csv_table({{"x", "y [mm]"}, {"1", "a,b"}}), "x,y [mm]\r\n1,\"a,b\"\r\n");
    EXPECT_EQ(csv_table({}), "");
}

TEST(ReadCsv, GivesBackWhatATableWasMadeOf) {
    const std::vector<std::vector<std::string>> rows = {
        {"name", "source"}, {"a", "one, two"}, {"b", "the \"third\"\nline"}, {"", "x"}};
    EXPECT_EQ(read_csv(csv_table(rows)), rows);
}

TEST(ReadCsv, TakesPlainLineEndsAndLeavesEmptyLinesOut) {
    const std::vector<std::vector<std::string>> rows = {{"a", ""}, {"b", "c"}};
    EXPECT_EQ(read_csv("a,\n\nb,c"), rows);
    EXPECT_TRUE(read_csv("").empty());
}

}  // namespace
}  // namespace mesogrid
