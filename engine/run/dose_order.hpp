#pragma once

#include <cstdint>
#include <vector>

namespace mesogrid {

/// Indices of the doses in ascending order of dose, equal doses in order of index: one result
/// whatever the number of threads. Doses must be finite (contract).
std::vector<std::uint32_t> dose_order(const std::vector<double>& doses);

}  // namespace mesogrid
