#include "engine/base/amount.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/quantity.hpp"

namespace mesogrid {
namespace {

Labelled<Amount> amount(double base, const char* label) {
    return {Amount::from_base(base), {label}};
}

TEST(Labelled, AddsAndComparesAmountsOfOneLabel) {
    const auto sum = amount(2.0, "MU") + amount(0.5, "MU");
    EXPECT_EQ(sum.value.base(), 2.5);
    EXPECT_EQ(sum.label.text, "MU");
    EXPECT_TRUE(amount(1.0, "U") < amount(2.0, "U"));
    EXPECT_TRUE(amount(2.0, "U") == amount(2.0, "U"));
    EXPECT_FALSE(amount(2.0, "U") == amount(2.5, "U"));
}

TEST(Labelled, NeverMixesLabels) {
    EXPECT_THROW(amount(1.0, "U") + amount(1.0, "MU"), InternalError);
    EXPECT_THROW((void)(amount(1.0, "ug") < amount(1.0, "uL")), InternalError);
    EXPECT_THROW((void)(amount(1.0, "ug") == amount(1.0, "platelet")), InternalError);
}

TEST(AmountLabel, IsMassUnlessSaid) {
    EXPECT_EQ(AmountLabel{}.text, "ug");
}

}  // namespace
}  // namespace mesogrid
