#include "engine/run/mixture.hpp"

#include <gtest/gtest.h>

namespace mesogrid::sections {
namespace {

CarriedSolute solute(const std::string& name, double concentration) {
    return {.solute = {.name = name,
                       .concentration = {Concentration::from_base(concentration), {"ug"}}},
            .laws = {}};
}

TEST(Mixed, KeepsTheAmountOfEverySolute) {
    const std::vector<FluidPart> parts = {
        {{"a", 0.0, {solute("x", 7.0), solute("y", 0.3)}}, 130.0 * units::uL},
        {{"b", 1.0, {solute("y", 11.0)}}, 17.0 * units::uL},
        {{"c", 0.0, {}}, 1.0 * units::uL}};
    const Fluid fluid = mixed(parts);
    ASSERT_EQ(fluid.solutes.size(), 2U);
    const double volume = 148.0;
    const auto amount = [&](std::size_t i) {
        return fluid.solutes[i].solute.concentration.value.base() * volume;
    };
    EXPECT_NEAR(amount(0), 7.0 * 130.0, 1e-12);
    EXPECT_NEAR(amount(1), 0.3 * 130.0 + 11.0 * 17.0, 1e-12);
    EXPECT_NEAR(fluid.gel_share, 17.0 / 148.0, 1e-15);
}

TEST(Mixed, DoesNotDependOnTheOrderOfThePartsButForTheirNames) {
    const FluidPart a{{"a", 0.0, {solute("x", 7.0)}}, 2.0 * units::mL};
    const FluidPart b{{"b", 0.0, {solute("x", 3.0)}}, 1.0 * units::mL};
    const auto one = mixed({a, b}).solutes[0].solute.concentration.value;
    const auto other = mixed({b, a}).solutes[0].solute.concentration.value;
    EXPECT_EQ(one, other);
}

TEST(Diluted, IsMixedWithNothing) {
    const Fluid fluid{"a", 1.0, {solute("x", 7.0)}};
    const Fluid thin = diluted(fluid, 0.25);
    const Fluid same = mixed({{fluid, 1.0 * units::mL}, {{"water", 0.0, {}}, 3.0 * units::mL}});
    EXPECT_EQ(thin.solutes[0].solute.concentration, same.solutes[0].solute.concentration);
    EXPECT_EQ(thin.gel_share, same.gel_share);
}

}  // namespace
}  // namespace mesogrid::sections
