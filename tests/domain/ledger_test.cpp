#include "engine/domain/ledger.hpp"

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

Ledger ledger(double delivered, double present, double cleared, double left_box) {
    Ledger result;
    result.delivered = Amount::from_base(delivered);
    result.present = Amount::from_base(present);
    result.cleared = Amount::from_base(cleared);
    result.left_box = Amount::from_base(left_box);
    return result;
}

TEST(Ledger, BalancesWhenEverythingIsFound) {
    EXPECT_EQ(ledger(8.0, 4.0, 3.0, 1.0).mass_balance_error(), 0.0);
}

TEST(Ledger, ReportsTheShareThatIsMissingOrTooMuch) {
    EXPECT_DOUBLE_EQ(ledger(8.0, 4.0, 3.0, 0.0).mass_balance_error(), 0.125);
    EXPECT_DOUBLE_EQ(ledger(8.0, 6.0, 3.0, 0.0).mass_balance_error(), 0.125);
}

TEST(Ledger, HasNoErrorWhenNothingWasDelivered) {
    EXPECT_EQ(ledger(0.0, 0.0, 0.0, 0.0).mass_balance_error(), 0.0);
}

}  // namespace
}  // namespace mesogrid
