#pragma once

#include <vector>

#include "engine/geometry/raster.hpp"

namespace mesogrid::plot {

/// The lines where a map passes `level`, linear between cell centres, as long as they go; a closed
/// one ends where it begins. In mm.
std::vector<std::vector<Point>> contour(const Map& map, double level);

}  // namespace mesogrid::plot
