#pragma once

#include <string_view>
#include <vector>

#include "engine/format/params.hpp"

namespace mesogrid::models {

using Share = Quantity<Dimension{}>;

/// A list of shares in per cent; `defaults` where the key is absent. A share written twice is a
/// fault, for each makes a measure's name.
std::vector<double> read_shares(Params& params,
                                const QuantityKey<Share>& key,
                                const std::vector<double>& defaults);

}  // namespace mesogrid::models
