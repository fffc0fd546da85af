#include <clocale>
#include <cmath>
#include <limits>
#include <locale>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"
#include "engine/base/units.hpp"

namespace mesogrid {
namespace {

double base_of(std::string_view text) {
    const QuantityReading reading = read_quantity(text);
    EXPECT_EQ(reading.fault, QuantityFault::none) << text;
    return reading.quantity.base;
}

TEST(ReadQuantity, ReadsTheSameLengthInAnyUnitToTheLastBit) {
    const std::pair<const char*, const char*> same[] = {
        {"0.12 cm", "1.2 mm"},          {"1200 um", "1.2 mm"},      {"1200000 nm", "1.2 mm"},
        {"0.0012 m", "1.2 mm"},         {"0.1 cm2", "10 mm2"},      {"0.7 mL", "700 uL"},
        {"0.0007 L", "700 uL"},         {"700 mm3", "700 uL"},      {"0.3 mg", "300 ug"},
        {"3e-7 g", "0.3 ug"},           {"0.1 kPa", "100 Pa"},      {"1 mbar", "0.1 kPa"},
        {"0.3 mg/mL", "0.3 ug/uL"},     {"0.3 mg/cm2", "3 ug/mm2"}, {"0.3 cm2/s", "3e7 um2/s"},
        {"250 ms", "0.25 s"},           {"12 %", "0.12 1"},         {"0.176 kDa", "176 Da"},
        {"1.1e0 mm", "0.11e1 mm"},      {"+1.1 mm", "1.1 mm"},      {"1.10 mm", "1.1 mm"},
        {"0.1 ug s/mm3", "100 ng s/uL"}};
    for (const auto& [a, b] : same) EXPECT_EQ(base_of(a), base_of(b)) << a << " and " << b;
}

TEST(ReadQuantity, RoundsDecimalUnitsOnce) {
    // Each literal is the correctly rounded value; multiplying 4.35 or 1.1 by a power of ten is
    // not.
    EXPECT_EQ(base_of("4.35 cm"), 43.5);
    EXPECT_EQ(base_of("1.1 um"), 0.0011);
    EXPECT_EQ(base_of("8.4 um"), 0.0084);
    EXPECT_EQ(base_of("0.57 m"), 570.0);
    EXPECT_EQ(base_of("2.9 cm2"), 290.0);
}

TEST(ReadQuantity, AgreesWithTheLiteralForThousandsOfNumbers) {
    // Metamorphic: n/1000 cm is n/100 mm, whatever n.
    for (int n = 1; n < 5000; ++n) {
        const std::string digits = std::to_string(n);
        ASSERT_EQ(base_of(digits + "e-3 cm"), base_of(digits + "e-2 mm")) << n;
        ASSERT_EQ(base_of(digits + " um"), base_of(digits + "e-3 mm")) << n;
        ASSERT_EQ(base_of(digits + " um"), n / 1000.0) << "division rounds correctly, too";
    }
}

TEST(ReadQuantity, ReadsNegativeNumbersAndMakesMinusZeroZero) {
    EXPECT_EQ(base_of("-50 uL"), -50.0);
    EXPECT_EQ(base_of("-0.5 cm"), -5.0);
    EXPECT_FALSE(std::signbit(base_of("-0.0 mm")));
    EXPECT_FALSE(std::signbit(base_of("-0 h")));
    EXPECT_EQ(base_of("0e-400 mm"), 0.0);
    EXPECT_EQ(base_of("0e400 mm"), 0.0);
}

TEST(ReadQuantity, IsLenientAboutBlanksOnly) {
    EXPECT_EQ(base_of("1.2mm"), 1.2);
    EXPECT_EQ(base_of("  1.2   mm  "), 1.2);
    EXPECT_EQ(base_of(".5 mm"), 0.5);
    EXPECT_EQ(base_of("5. mm"), 5.0);
}

TEST(ReadQuantity, NamesEveryKindOfFault) {
    using enum QuantityFault;
    const std::pair<const char*, QuantityFault> faults[] = {
        {"", empty},
        {"   ", empty},
        {"mm", not_a_number},
        {"- 5 mm", not_a_number},
        {"seven mm", not_a_number},
        {"--5 mm", not_a_number},
        {"0x10 mm", unknown_unit},
        {"1,5 mm", decimal_comma},
        {"1,5", decimal_comma},
        {"-1,5 mm", decimal_comma},
        {"1.000,5 mm", decimal_comma},
        {"nan mm", not_finite},
        {"inf mm", not_finite},
        {"-inf mm", not_finite},
        {"NaN mm", not_finite},
        {"infinity mm", not_finite},
        {"1e999 mm", overflow},
        {"-1e999 mm", overflow},
        {"1e308 m", overflow},
        {"1.7e308 min", overflow},
        {"1e99999999999999999999 mm", overflow},
        {"1e-999 mm", underflow},
        {"-1e-999 mm", underflow},
        {"1e-323 nm", underflow},
        {"1e-99999999999999999999 mm", underflow},
        {"1.2", missing_unit},
        {"7", missing_unit},
        {"1e5", missing_unit},
        {"1.2 furlong", unknown_unit},
        {"1.2 mm mm/", unknown_unit},
        {"1.2.3 mm", unknown_unit},
        {"1 2 mm", unknown_unit},
        {"1.2 µm", unknown_unit},
    };
    for (const auto& [text, fault] : faults) {
        EXPECT_EQ(static_cast<int>(read_quantity(text).fault), static_cast<int>(fault))
            << '"' << text << '"';
    }
}

TEST(ReadQuantity, KeepsTheUnitAsWritten) {
    const WrittenQuantity written = read_quantity("2.5 MU/cm2").quantity;
    EXPECT_EQ(written.unit.text, "MU/cm2");
    EXPECT_EQ(written.unit.label, AmountLabel{"MU"});
    EXPECT_EQ(written.base, 0.025);
    EXPECT_EQ(read_quantity("3 vial/mL").fault, QuantityFault::unknown_unit);
    EXPECT_EQ(read_quantity("3 vial/mL", "vial").quantity.unit.label, AmountLabel{"vial"});
}

/// Decimal comma and thousands point, as in German text.
class CommaPunctuation : public std::numpunct<char> {
protected:
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

TEST(ReadQuantity, NeverDependsOnTheLocale) {
    const std::locale before =
        std::locale::global(std::locale(std::locale(), new CommaPunctuation));
    const std::string c_before = std::setlocale(LC_ALL, nullptr);
    std::setlocale(LC_ALL, "de_DE.UTF-8");  // stays as it is where the system lacks it
    const double base = base_of("1234.5 mm");
    const QuantityFault comma = read_quantity("1,5 mm").fault;
    const std::string written = write_quantity(1234.5, "mm");
    const std::string number = write_number(1234.5);
    std::setlocale(LC_ALL, c_before.c_str());
    std::locale::global(before);
    EXPECT_EQ(base, 1234.5);
    EXPECT_EQ(comma, QuantityFault::decimal_comma);
    EXPECT_EQ(written, "1234.5 mm");
    EXPECT_EQ(number, "1234.5");
}

TEST(WriteQuantity, WritesInTheNamedUnit) {
    EXPECT_EQ(write_quantity(1.2, "mm"), "1.2 mm");
    EXPECT_EQ(write_quantity(1.2, "um"), "1200 um");
    EXPECT_EQ(write_quantity(86400.0 * 7, "wk"), "1 wk");
    EXPECT_EQ(write_quantity(1.0 / 3.0, "mm"), "0.333333 mm");
    EXPECT_EQ(write_quantity(1.0 / 3.0, "mm", 3), "0.333 mm");
    EXPECT_EQ(write_quantity(0.0, "mm"), "0 mm");
    EXPECT_EQ(write_quantity(-5.0, "cm"), "-0.5 cm");
    EXPECT_EQ(write_quantity(0.5, "vial/mL"), "500 vial/mL") << "units of a product's own label";
}

TEST(InUnit, UndoesReading) {
    EXPECT_EQ(in_unit(base_of("1.2 mm"), "mm"), 1.2);
    EXPECT_EQ(in_unit(base_of("45 min"), "min"), 45.0);
    EXPECT_EQ(in_unit(base_of("1.2 cm"), "cm"), 1.2);
    // Up to three roundings between base and unit.
    constexpr double eps = std::numeric_limits<double>::epsilon();
    EXPECT_NEAR(in_unit(base_of("176 Da"), "Da") / 176.0, 1.0, 4.0 * eps);
    EXPECT_NEAR(in_unit(base_of("7 mmHg"), "mmHg") / 7.0, 1.0, 4.0 * eps);
}

TEST(WriteNumber, ReadsBackAsTheSameDouble) {
    for (std::uint32_t i = 0; i < 20000; ++i) {
        const int exponent = static_cast<int>(i % 600) - 300;
        const double value = std::ldexp(uniform_random({.seed = 9, .index = i}), exponent);
        ASSERT_EQ(base_of(write_number(value) + " mm"), value);
    }
    EXPECT_EQ(write_number(0.1), "0.1");
    EXPECT_EQ(write_number(5.0), "5");
    EXPECT_EQ(write_number(-1e-5), "-1e-05");
}

}  // namespace
}  // namespace mesogrid
