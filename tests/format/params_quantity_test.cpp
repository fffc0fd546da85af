#include <clocale>
#include <locale>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"

#include "tests/format/faults.hpp"

namespace mesogrid {
namespace {

using testing::fault_of;
using testing::faults_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MessageParts;

const QuantityKey<Length> kSpacing{.name = "spacing",
                                   .meaning = "distance of neighbours",
                                   .unit = "mm",
                                   .minimum = 0.1 * units::mm,
                                   .maximum = 100.0 * units::mm};
const LabelledKey<ArealDose> kDose{.name = "dose",
                                   .meaning = "amount per area",
                                   .unit = "ug/mm2",
                                   .minimum = ArealDose::from_base(0.0),
                                   .maximum = ArealDose::from_base(1e6)};

Params parse(const std::string& text) {
    return Params(parse_toml(text, "cheek.toml"));
}

Length spacing_of(const std::string& value) {
    Params params = parse("spacing = " + value + "\n");
    const Length length = params.read(kSpacing);
    params.finish();
    return length;
}

MessageParts spacing_fault(const std::string& value) {
    const MessageParts fault = fault_of([&] { spacing_of(value); });
    // Whatever is wrong, the message says where, what stands there and what may.
    EXPECT_EQ(fault.file, "cheek.toml") << value;
    EXPECT_EQ(fault.line, 1) << value;
    EXPECT_EQ(fault.column, 11) << value;
    EXPECT_EQ(fault.key, "spacing") << value;
    EXPECT_EQ(fault.value, value);
    EXPECT_EQ(fault.allowed, "0.1 mm to 100 mm") << value;
    return fault;
}

TEST(QuantityKey, ReadsAnyUnitOfItsDimensionToTheSameBits) {
    EXPECT_EQ(spacing_of("\"1.2 mm\"").base(), 1.2);
    EXPECT_EQ(spacing_of("\"0.12 cm\"").base(), 1.2);
    EXPECT_EQ(spacing_of("\"1200 um\"").base(), 1.2);
    EXPECT_EQ(spacing_of("\"0.1 mm\"").base(), 0.1) << "the limits are allowed";
    EXPECT_EQ(spacing_of("\"10 cm\"").base(), 100.0);
}

TEST(QuantityKey, NamesEveryFaultInTheOneForm) {
    const MessageParts bare = spacing_fault("10");
    EXPECT_EQ(bare.code, "E0202");
    EXPECT_EQ(bare.problem, "a length needs a unit (mm, um, cm, m)");
    EXPECT_EQ(bare.suggestion, "write \"10 mm\"");
    EXPECT_EQ(spacing_fault("7.5").suggestion, "write \"7.5 mm\"");
    EXPECT_EQ(spacing_fault("\"7\"").code, "E0202");
    EXPECT_EQ(spacing_fault("\"7\"").suggestion, "write \"7 mm\"");
    const MessageParts area = spacing_fault("\"7 mm2\"");
    EXPECT_EQ(area.code, "E0203");
    EXPECT_EQ(area.problem, "mm2 is an area, wanted is a length (mm, um, cm, m)");
    EXPECT_EQ(spacing_fault("\"3 ug\"").code, "E0203");
    EXPECT_EQ(spacing_fault("\"3 furlong\"").code, "E0203");
    EXPECT_THAT(spacing_fault("\"3 furlong\"").problem, HasSubstr("mm, um, cm, m"));
    EXPECT_EQ(spacing_fault("\"1,5 mm\"").code, "E0204");
    EXPECT_EQ(spacing_fault("\"1,5 mm\"").suggestion, "write \"1.5 mm\"");
    EXPECT_EQ(spacing_fault("\"1,5\"").suggestion, "write \"1.5 mm\"");
    EXPECT_EQ(spacing_fault("\"1.000,5 mm\"").suggestion, "") << "no guess at a thousands point";
    EXPECT_EQ(spacing_fault("\"wide\"").code, "E0204");
    EXPECT_EQ(spacing_fault("\"\"").code, "E0204");
    for (const char* value :
         {"\"nan mm\"", "\"inf mm\"", "\"-inf mm\"", "\"1e999 mm\"", "\"1e-999 mm\""}) {
        EXPECT_EQ(spacing_fault(value).code, "E0205") << value;
    }
    for (const char* value :
         {"\"0.09 mm\"", "\"101 mm\"", "\"-5 mm\"", "\"-0.0 mm\"", "\"1e300 mm\""}) {
        EXPECT_EQ(spacing_fault(value).code, "E0206") << value;
    }
    for (const char* value : {"true", "[\"7 mm\"]", "{ a = 1 }"}) {
        EXPECT_EQ(spacing_fault(value).code, "E0201") << value;
        EXPECT_THAT(spacing_fault(value).problem, HasSubstr("wants a string with a unit, got "));
    }
}

TEST(QuantityKey, ReadsMinusZeroAsZero) {
    QuantityKey<Length> margin = kSpacing;
    margin.minimum = 0.0 * units::mm;
    Params params = parse("spacing = \"-0.0 mm\"\n");
    const double base = params.read(margin).base();
    EXPECT_EQ(base, 0.0);
    EXPECT_FALSE(std::signbit(base));
    EXPECT_NO_THROW(params.finish());
}

TEST(QuantityKey, GivesAUsableValueAfterAFault) {
    Params params = parse("spacing = \"-5 mm\"\n");
    EXPECT_EQ(params.read(kSpacing).base(), 0.1);
    EXPECT_TRUE(params.has_faults());
}

TEST(QuantityKey, NeverDependsOnTheLocale) {
    class Comma : public std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
    };
    const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
    const double base = spacing_of("\"1.5 mm\"").base();
    const MessageParts fault = spacing_fault("\"1,5 mm\"");
    std::locale::global(before);
    EXPECT_EQ(base, 1.5);
    EXPECT_EQ(fault.code, "E0204");
}

TEST(LabelledKey, TakesTheLabelTheFileWrites) {
    const auto dose = [](const std::string& value) {
        Params params = parse("dose = \"" + value + "\"\n");
        const auto read = params.read(kDose);
        params.finish();
        return read;
    };
    EXPECT_EQ(dose("3 mg/cm2").value.base(), 30.0);
    EXPECT_EQ(dose("3 mg/cm2").label.text, "ug");
    EXPECT_EQ(dose("3 MU/cm2").value.base(), 0.03);
    EXPECT_EQ(dose("3 MU/cm2").label.text, "MU");
    // A volume of product per area: 1 mL/cm2 = 1000 uL / 100 mm2.
    EXPECT_EQ(dose("1 mL/cm2").value.base(), 10.0);
    EXPECT_EQ(dose("1 mL/cm2").label.text, "uL");
    EXPECT_EQ(fault_of([&] { dose("3 mm2"); }).code, "E0203");
    EXPECT_EQ(fault_of([&] { dose("3 mg/mL"); }).code, "E0203");
    EXPECT_EQ(fault_of([&] { dose("-3 mg/cm2"); }).code, "E0206");
}

TEST(LabelledKey, IsOptionalOnRequest) {
    Params params = parse("");
    EXPECT_FALSE(params.read_optional(kDose));
    EXPECT_FALSE(params.has_faults());
}

MessageParts threshold_fault(const std::string& value, const std::string& label) {
    return fault_of([&] {
        Params params = parse("threshold = " + value + "\n");
        params.read_quantity({.name = "threshold",
                              .meaning = "dose",
                              .dimension = {.length = -3, .time = 1, .amount = 1},
                              .label = AmountLabel{label}});
        params.finish();
    });
}

TEST(DynamicQuantityKey, WantsTheLabelOfTheSolute) {
    const MessageParts fault = threshold_fault("\"5 MU s/mm3\"", "ug");
    EXPECT_EQ(fault.code, "E0213");
    EXPECT_EQ(fault.value, "\"5 MU s/mm3\"");
    EXPECT_THAT(fault.problem, HasSubstr("counts MU, but the solute counts ug"));
    EXPECT_EQ(fault.allowed, "amounts in ug: ug s/mm3, mg h/mL");
    EXPECT_THAT(threshold_fault("\"5 ug s/mm3\"", "MU").allowed, HasSubstr("MU s/mm3"));
    EXPECT_EQ(threshold_fault("\"5 ug s/mm3\"", "uL").code, "E0213");
}

TEST(DynamicQuantityKey, NamesEveryFaultWithUnitsOfTheSolute) {
    EXPECT_EQ(threshold_fault("5", "MU").code, "E0202");
    EXPECT_EQ(threshold_fault("5", "MU").suggestion, "write \"5 MU s/mm3\"");
    EXPECT_EQ(threshold_fault("\"5\"", "ug").suggestion, "write \"5 ug s/mm3\"");
    EXPECT_EQ(threshold_fault("true", "ug").code, "E0201");
    EXPECT_EQ(threshold_fault("\"5 mm\"", "ug").code, "E0203");
    EXPECT_EQ(threshold_fault("\"1,5 ug s/mm3\"", "ug").code, "E0204");
    EXPECT_EQ(threshold_fault("\"nan ug s/mm3\"", "ug").code, "E0205");
    EXPECT_EQ(threshold_fault("\"-5 ug s/mm3\"", "ug").code, "E0206");
    EXPECT_EQ(threshold_fault("\"-5 ug s/mm3\"", "ug").allowed, "0 ug s/mm3 or more");
}

TEST(DynamicQuantityKey, KeepsUnitAndLabel) {
    Params params = parse("threshold = \"2 mL h/mL\"\n");
    const WrittenQuantity written =
        params.read_quantity({.name = "threshold",
                              .meaning = "dose",
                              .dimension = {.length = -3, .time = 1, .amount = 1},
                              .label = AmountLabel{"uL"}});
    EXPECT_NO_THROW(params.finish());
    EXPECT_EQ(written.base, 7200.0);
    EXPECT_EQ(written.unit.text, "mL h/mL");
    EXPECT_EQ(written.unit.label, AmountLabel{"uL"});
}

TEST(ReadList, ReadsEveryEntryAndNamesTheWrongOne) {
    Params params = parse("spacing = [\"1 mm\", \"0.2 cm\"]\n");
    const auto list = params.read_list(kSpacing, 1, 3);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[1].base(), 2.0);
    EXPECT_NO_THROW(params.finish());
    const auto faults = faults_of([] {
        Params bad = parse("spacing = [\"1 mm\", 2, \"3 ug\"]\n");
        EXPECT_THAT(bad.read_list(kSpacing, 1, 3), IsEmpty());
        bad.finish();
    });
    ASSERT_EQ(faults.size(), 2U) << "both wrong entries at once";
    EXPECT_EQ(faults[0].key, "spacing[1]");
    EXPECT_EQ(faults[0].value, "2");
    EXPECT_EQ(faults[1].key, "spacing[2]");
    EXPECT_EQ(faults[1].column, 23);
}

TEST(ReadList, ChecksTheNumberOfEntries) {
    const auto code = [](const std::string& value) {
        return fault_of([&] {
                   Params params = parse("spacing = " + value + "\n");
                   params.read_list(kSpacing, 1, 2);
                   params.finish();
               })
            .code;
    };
    EXPECT_EQ(code("[]"), "E0212");
    EXPECT_EQ(code("[\"1 mm\", \"1 mm\", \"1 mm\"]"), "E0212");
    EXPECT_EQ(code("\"1 mm\""), "E0201");
    Params absent = parse("");
    EXPECT_THAT(absent.read_list(kSpacing, 1, 2), IsEmpty());
    EXPECT_FALSE(absent.has_faults());
}

TEST(ReadPoints, ReadsPointsOfLengths) {
    Params params = parse("spacing = [[\"1 mm\", \"2 mm\"], [\"0.3 cm\", \"4 mm\"]]\n");
    const auto points = params.read_points(kSpacing, 2, 1, 5);
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[1][0].base(), 3.0);
    EXPECT_EQ(points[1][1].base(), 4.0);
    EXPECT_NO_THROW(params.finish());
}

TEST(ReadPoints, NamesThePointAndTheCoordinate) {
    const auto faults = faults_of([] {
        Params params = parse("spacing = [[\"1 mm\"], [\"1 mm\", 2], 5, [\"1 mm\", \"1 mm\"]]\n");
        EXPECT_THAT(params.read_points(kSpacing, 2, 1, 5), IsEmpty());
        params.finish();
    });
    ASSERT_EQ(faults.size(), 3U);
    EXPECT_EQ(faults[0].key, "spacing[0]");
    EXPECT_EQ(faults[0].code, "E0212");
    EXPECT_EQ(faults[1].key, "spacing[1][1]");
    EXPECT_EQ(faults[1].code, "E0202");
    EXPECT_EQ(faults[2].key, "spacing[2]");
}

}  // namespace
}  // namespace mesogrid
