#pragma once

#include <string>

#include "engine/base/amount.hpp"
#include "engine/base/quantity.hpp"

namespace mesogrid {

/// Where the product and one solute went; fluid in uL, solute in its own label.
/// asked = delivered + leaked; delivered = present + cleared + left_box +
/// wrong_layer.
struct Ledger {
    std::string solute;
    AmountLabel label;
    Volume volume_asked;
    Volume volume_delivered;
    Volume volume_leaked;
    Amount asked;
    Amount leaked;
    Amount delivered;
    Amount present;      ///< in the tissue at `at`
    Amount cleared;      ///< by independent quadrature of clearance over the reported field
    Amount left_box;     ///< through the sides of the simulated window
    Amount wrong_layer;  ///< into muscle that the tissue does not name: booked, not carried
    Duration at;

    /// |delivered - (present + cleared + left_box + wrong_layer)| / delivered; 0 when nothing was
    /// delivered.
    double mass_balance_error() const;
};

}  // namespace mesogrid
