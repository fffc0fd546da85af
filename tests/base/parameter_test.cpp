#include "engine/base/parameter.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

const Parameter kThickness{"thickness", "cheek", "1.3", "0.9", "1.7", "mm", Grade::e, "guess"};

TEST(Parameter, IsReadInItsUnitWithItsRange) {
    EXPECT_EQ(kThickness.as<Length>(), 1.3 * units::mm);
    EXPECT_EQ(kThickness.text(), "1.3 mm");
    EXPECT_EQ(kThickness.range(), "0.9 mm to 1.7 mm");
    EXPECT_EQ(kThickness.evidence(), "guess; grade E");
}

TEST(Parameter, HoldsTheBoundsOfItsRangeInside) {
    EXPECT_TRUE(kThickness.contains(0.9));
    EXPECT_TRUE(kThickness.contains(1.7));
    EXPECT_FALSE(kThickness.contains(0.89));
    EXPECT_FALSE(kThickness.contains(1.71));
    const Parameter unbounded{"n", "all", "2", "", "", "1", Grade::b, "x"};
    EXPECT_TRUE(unbounded.contains(-1e9));
    EXPECT_EQ(unbounded.text(), "2");
    EXPECT_EQ(unbounded.range(), "");
}

TEST(Parameter, RefusesAnotherDimension) {
    EXPECT_THROW(kThickness.as<Duration>(), InternalError);
}

TEST(Grade, IsTheLastOneASourceNames) {
    EXPECT_EQ(grade_in("Aukland & Reed 1993; grade C"), Grade::c);
    EXPECT_EQ(grade_in("range grade C; value grade E"), Grade::e);
    EXPECT_EQ(grade_in("no letter"), std::nullopt);
    EXPECT_EQ(grade_in("grade Z"), std::nullopt);
    EXPECT_EQ(to_text(Grade::a), "A");
    EXPECT_EQ(grade_of("E"), Grade::e);
    EXPECT_EQ(grade_of("EE"), std::nullopt);
}

}  // namespace
}  // namespace mesogrid
