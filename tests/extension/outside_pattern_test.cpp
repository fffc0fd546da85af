#include <gtest/gtest.h>

#include "tests/contracts/pattern_contract.hpp"
#include "tests/extension/outside_pattern/diagonal_pattern.hpp"

namespace mesogrid::contracts {
namespace {

TEST(OutsidePattern, KeepsThePromisesOfTheInterface) {
    check_pattern_contract(row<Pattern, DiagonalPattern>());
}

}  // namespace
}  // namespace mesogrid::contracts
