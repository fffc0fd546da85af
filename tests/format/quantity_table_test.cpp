#include "engine/format/quantity_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

using testing::HasSubstr;

QuantityTable read(const std::string& text) {
    return read_quantity_table(
        text,
        "points.csv",
        {{"x", Length::dimension, "mm", -1000.0, 1000.0},
         {"depth", Length::dimension, "mm", 0.0, 100.0, QuantityColumn::Need::optional}});
}

std::vector<Diagnostic> faults(const std::string& text) {
    try {
        read(text);
        return {};
    } catch (const InputError& error) {
        return error.diagnostics();
    }
}

Diagnostic fault(const std::string& text) {
    const auto list = faults(text);
    EXPECT_EQ(list.size(), 1U) << text;
    return list.empty() ? Diagnostic{} : list.front();
}

TEST(QuantityTable, ReadsColumnsInAnyOrderInTheirUnits) {
    const QuantityTable table =
        read("\xEF\xBB\xBF depth [um] ,x_note,\"x [cm]\"\r\n500,\"a, b\",+1.5\r\n\r\n,,-0\n");
    ASSERT_EQ(table.rows(), 2U);
    EXPECT_DOUBLE_EQ(*table.at(0, 0), 15.0);
    EXPECT_DOUBLE_EQ(*table.at(0, 1), 0.5);
    EXPECT_EQ(*table.at(1, 0), 0.0);
    EXPECT_FALSE(table.at(1, 1));
    EXPECT_EQ(table.line(1), 4);
}

TEST(QuantityTable, NamesAHeaderThatIsWrong) {
    EXPECT_THAT(fault("depth [mm]\n1\n").problem, HasSubstr("\"x\" is missing"));
    EXPECT_THAT(fault("X [mm]\n1\n").suggestion, "x");
    EXPECT_THAT(fault("x [mm],colour\n1,2\n").problem, HasSubstr("begin with x_"));
    EXPECT_EQ(fault("x [mm],colour\n1,2\n").where.column, 8);
    EXPECT_THAT(fault("x\n1\n").suggestion, "x [mm]");
    EXPECT_THAT(fault("x [uL]\n1\n").problem, HasSubstr("a length"));
    EXPECT_THAT(fault("x [mm],x [cm]\n1,2\n").problem, HasSubstr("twice"));
    EXPECT_THAT(fault("x [mm];depth [mm]\n1;2\n").problem, HasSubstr("semicolons"));
    EXPECT_THAT(fault("").problem, HasSubstr("\"x\""));
    for (const char* text : {"X [mm]\n", "x\n", "x [mm];\n", "\n\n"}) {
        EXPECT_EQ(fault(text).code, 364) << text;
    }
}

TEST(QuantityTable, NamesLineColumnAndValueOfEveryBadCell) {
    const auto list = faults("x [mm],depth [mm]\n1,2\nwide,2\n1\n1,-3\n\n,1\nnan,1\n");
    ASSERT_EQ(list.size(), 5U);
    EXPECT_EQ(list[0].where.line, 3);
    EXPECT_EQ(list[0].where.column, 1);
    EXPECT_EQ(list[0].given, "\"wide\"");
    EXPECT_THAT(list[1].problem, HasSubstr("1 fields"));
    EXPECT_EQ(list[2].where.column, 3);
    EXPECT_EQ(list[2].allowed, "0 mm to 100 mm");
    EXPECT_THAT(list[3].problem, HasSubstr("empty"));
    EXPECT_THAT(list[4].problem, HasSubstr("no number"));
    EXPECT_THAT(fault("x [mm]\n1,5\n").problem, HasSubstr("decimal comma"));
    EXPECT_THAT(fault("x [mm]\n\"1,5\"\n").problem, HasSubstr("decimal point"));
}

TEST(QuantityTable, PrintsTwentyFaultsAndCountsTheRest) {
    std::string text = "x [mm]\n";
    for (int i = 0; i < 100; ++i) text += "bad\n";
    const auto list = faults(text);
    ASSERT_EQ(list.size(), 20U);
    EXPECT_THAT(list.back().problem, HasSubstr("and 80 more"));
}

TEST(QuantityTable, HasLimits) {
    EXPECT_EQ(fault("x [mm]\n" + std::string(70000, '1') + "\n").code, 366);
    EXPECT_EQ(fault("x [mm]\n\"1\n").code, 366);
    EXPECT_EQ(fault("x [mm]" + std::string(200, ',') + "\n").code, 366);
    std::string rows = "x [mm]\n";
    for (std::size_t i = 0; i <= kMostTableRows; ++i) rows += "1\n";
    EXPECT_EQ(fault(rows).code, 366);
}

}  // namespace
}  // namespace mesogrid
