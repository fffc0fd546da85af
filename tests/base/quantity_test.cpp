#include "engine/base/quantity.hpp"

#include <limits>
#include <type_traits>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b) {
    a < b;
};

TEST(Quantity, LetsTheCompilerCheckDimensions) {
    static_assert(Addable<Length, Length>);
    static_assert(!Addable<Length, Area>);
    static_assert(!Addable<Length, double>);
    static_assert(!Comparable<Length, Duration>);
    static_assert(!std::is_convertible_v<double, Length>);
    static_assert(!std::is_convertible_v<Length, double>);
    static_assert(std::is_same_v<decltype(units::mm * units::mm), Area>);
    static_assert(std::is_same_v<decltype(units::mm2 / units::s), Diffusivity>);
    static_assert(std::is_same_v<decltype(1.0 / units::s), Rate>);
    static_assert(std::is_same_v<decltype(units::h / units::s), double>);
    static_assert(std::is_same_v<decltype(units::per_s * units::s), double>);
    SUCCEED();
}

TEST(Quantity, CalculatesInBaseUnits) {
    EXPECT_EQ((2.0 * units::mm + 500.0 * units::um).base(), 2.5);
    EXPECT_EQ(units::h / units::min, 60.0);
    EXPECT_EQ((-(3.0 * units::mm)).base(), -3.0);
    EXPECT_EQ((6.0 * units::mL / 3.0).base(), 2000.0);
    Length length = 1.0 * units::mm;
    length += 2.0 * units::mm;
    length -= 0.5 * units::mm;
    EXPECT_EQ(length.base(), 2.5);
    EXPECT_LT(1.0 * units::s, 1.0 * units::min);
    EXPECT_EQ(Length{}.base(), 0.0);
}

TEST(Quantity, SpeaksOfVolumeInMicrolitres) {
    static_assert(units::uL.base() == 1.0);
    static_assert(units::mL.base() == 1000.0);
    // 1 mg/mL = 1000 ug / 1000 uL = 1 ug/mm3 without a factor.
    const Concentration concentration = Amount::from_base(1000.0) / units::mL;
    EXPECT_EQ(concentration.base(), 1.0);
}

TEST(Quantity, KnowsTheDaltonAndTheDegree) {
    // CODATA 2018: 1 Da = 1.66053906660e-27 kg; 1 kg = 1e9 ug.
    constexpr double eps = std::numeric_limits<double>::epsilon();
    EXPECT_NEAR(units::dalton.base() / (1.66053906660e-27 * 1e9), 1.0, 2.0 * eps);
    EXPECT_NEAR(180.0 * units::deg.base(), 3.14159265358979323846, 4.0 * eps);
}

}  // namespace
}  // namespace mesogrid
