#include "engine/base/units.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mesogrid {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

struct Expected {
    const char* text;
    Dimension dimension;
    double factor;
};

constexpr Dimension kPressure = Pressure::dimension;

/// Factors from the definitions: 1 Pa = 1 kg/(m s2) = 1e9 ug / (1e3 mm s2) = 1e6 ug/(mm s2).
const Expected kUnits[] = {
    {"m", Length::dimension, 1e3},
    {"cm", Length::dimension, 10.0},
    {"mm", Length::dimension, 1.0},
    {"um", Length::dimension, 1e-3},
    {"nm", Length::dimension, 1e-6},
    {"s", Duration::dimension, 1.0},
    {"ms", Duration::dimension, 1e-3},
    {"min", Duration::dimension, 60.0},
    {"h", Duration::dimension, 3600.0},
    {"d", Duration::dimension, 86400.0},
    {"wk", Duration::dimension, 604800.0},
    {"L", Volume::dimension, 1e6},
    {"mL", Volume::dimension, 1e3},
    {"uL", Volume::dimension, 1.0},
    {"nL", Volume::dimension, 1e-3},
    {"mm2", Area::dimension, 1.0},
    {"cm2", Area::dimension, 100.0},
    {"mm3", Volume::dimension, 1.0},
    {"cm3", Volume::dimension, 1e3},
    {"um2/s", Diffusivity::dimension, 1e-6},
    {"cm2/s", Diffusivity::dimension, 100.0},
    {"uL/min", VolumeRate::dimension, 1.0 / 60.0},
    {"1/s", Rate::dimension, 1.0},
    {"1/h", Rate::dimension, 1.0 / 3600.0},
    {"%", Dimension{}, 0.01},
    {"1", Dimension{}, 1.0},
    {"rad", Angle::dimension, 1.0},
    {"deg", Angle::dimension, 3.14159265358979323846 / 180.0},
    {"Da", MolarMass::dimension, 1.66053906660e-18},
    {"kDa", MolarMass::dimension, 1.66053906660e-15},
    {"Pa", kPressure, 1e6},
    {"kPa", kPressure, 1e9},
    {"mbar", kPressure, 1e8},
    {"mmHg", kPressure, 133.322387415e6},
    {"mPa s", Viscosity::dimension, 1e3},
    {"mPa*s", Viscosity::dimension, 1e3},
    {"g", Amount::dimension, 1e6},
    {"mg", Amount::dimension, 1e3},
    {"ug", Amount::dimension, 1.0},
    {"ng", Amount::dimension, 1e-3},
    {"mg/mL", Concentration::dimension, 1.0},
    {"ug/uL", Concentration::dimension, 1.0},
    {"ug/mm3", Concentration::dimension, 1.0},
    {"mg/cm2", ArealDose::dimension, 10.0},
    {"MU/cm2", ArealDose::dimension, 0.01},
    {"U/mL", Concentration::dimension, 1e-3},
    {"platelet/uL", Concentration::dimension, 1.0},
    {"ug s/mm3", {.length = -3, .time = 1, .amount = 1}, 1.0},
    {"mg h/mL", {.length = -3, .time = 1, .amount = 1}, 3600.0},
    {"cm/(mmHg s)", {.length = 2, .time = 1, .mass = -1}, 10.0 / 133.322387415e6},
};

TEST(Units, HaveTheirFactorsAndDimensions) {
    constexpr double eps = std::numeric_limits<double>::epsilon();
    for (const Expected& expected : kUnits) {
        const auto unit = find_unit(expected.text);
        ASSERT_TRUE(unit) << expected.text;
        EXPECT_EQ(unit->dimension, expected.dimension) << expected.text;
        // At most four roundings on either side.
        EXPECT_NEAR(unit->factor() / expected.factor, 1.0, 4.0 * eps) << expected.text;
        EXPECT_EQ(unit->text, expected.text);
    }
}

TEST(Units, ConvertMassPerVolumeWithoutAnyFactor) {
    for (const char* text : {"mg/mL", "ug/uL", "ug/mm3", "ng/nL", "g/L"}) {
        EXPECT_EQ(find_unit(text)->factor(), 1.0) << text;
    }
}

TEST(Units, CarryTheLabelOfTheirAmount) {
    EXPECT_EQ(find_unit("mg/mL")->label, AmountLabel{"ug"});
    EXPECT_EQ(find_unit("MU/cm2")->label, AmountLabel{"MU"});
    EXPECT_EQ(find_unit("U")->label, AmountLabel{"U"});
    EXPECT_EQ(find_unit("platelet/uL")->label, AmountLabel{"platelet"});
    EXPECT_EQ(find_unit("mm")->label, std::nullopt);
    EXPECT_EQ(find_unit("kPa")->label, std::nullopt);
    EXPECT_FALSE(find_unit("U/MU")) << "labels never convert";
    EXPECT_FALSE(find_unit("vial/mL"));
    const auto vial = find_unit("vial/mL", "vial");
    ASSERT_TRUE(vial);
    EXPECT_EQ(vial->label, AmountLabel{"vial"});
    EXPECT_EQ(vial->dimension, Concentration::dimension);
    EXPECT_EQ(vial->factor(), 1e-3);
}

TEST(Units, RefuseWhatIsNone) {
    for (const char* text :
         {"",      " ",     "Mm",   "MM",     "km",    "Hz",    "mm0",   "mm/",   "/s",
          "mm//s", "1/",    "mm^2", "mm/s/s", "(mm",   "mm)",   "mm/(s", "mm/s)", "mm 2",
          "2",     "mm\ts", "mm22", "µm",     "mm/()", "mmHgs", "°",     "mm\n",  "7 mm"}) {
        EXPECT_FALSE(find_unit(text)) << '"' << text << '"';
    }
    EXPECT_FALSE(find_unit(std::string(100000, 'm')));
    EXPECT_FALSE(find_unit(std::string("mm\0", 3)));
}

TEST(Units, AreAcceptedForEveryQuantityOfTheHeader) {
    for (const Dimension& dimension : {Length::dimension,
                                       Area::dimension,
                                       Volume::dimension,
                                       Duration::dimension,
                                       Rate::dimension,
                                       Diffusivity::dimension,
                                       VolumeRate::dimension,
                                       MolarMass::dimension,
                                       Pressure::dimension,
                                       Viscosity::dimension,
                                       Amount::dimension,
                                       ArealDose::dimension,
                                       Concentration::dimension,
                                       Angle::dimension}) {
        const std::vector<std::string> units = accepted_units(dimension);
        EXPECT_THAT(units, Not(IsEmpty())) << describe(dimension);
        for (const std::string& text : units) {
            const auto unit = find_unit(text);
            ASSERT_TRUE(unit) << text;
            EXPECT_EQ(unit->dimension, dimension) << text;
        }
    }
    EXPECT_THAT(accepted_units({.length = 7}), IsEmpty());
    EXPECT_EQ(accepted_units(Length::dimension).front(), "mm");
    EXPECT_THAT(accepted_units(Concentration::dimension), Contains("mg/mL"));
}

TEST(Dimension, IsDescribedInWords) {
    EXPECT_EQ(describe(Length::dimension), "a length");
    EXPECT_EQ(describe(Duration::dimension), "a duration");
    EXPECT_EQ(describe(Concentration::dimension), "a concentration");
    EXPECT_EQ(describe(Dimension{}), "a plain number");
    EXPECT_THAT(describe({.length = 7}), Not(IsEmpty()));
}

}  // namespace
}  // namespace mesogrid
