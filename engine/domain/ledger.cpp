#include "engine/domain/ledger.hpp"

#include <cmath>

namespace mesogrid {

double Ledger::mass_balance_error() const {
    if (delivered.base() == 0.0) return 0.0;
    return std::abs(delivered.base() - (present.base() + cleared.base() + left_box.base())) /
           std::abs(delivered.base());
}

}  // namespace mesogrid
