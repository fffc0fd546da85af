#include "engine/domain/ledger.hpp"

#include <cmath>

namespace mesogrid {

double Ledger::mass_balance_error() const {
    const Amount gap = delivered - (present + cleared + left_box + wrong_layer);
    if (delivered == Amount{}) return 0.0;
    return std::abs(gap / delivered);
}

}  // namespace mesogrid
