#pragma once

#include <cstdint>
#include <vector>

namespace mesogrid {

/// Number of each cell's connected component among the marked cells of an nx x ny grid (x fastest):
/// cells that share an edge are connected. 0 for unmarked cells, 1 for the component met first row
/// by row, and so on.
std::vector<std::uint32_t> connected_components(const std::vector<char>& marked, int nx, int ny);

}  // namespace mesogrid
