#pragma once

#include <cstddef>
#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// Pitch of an irregular pattern: square root of the area per puncture (metrics.md, section 1).
Length area_per_point(const Outline& outline, std::size_t count);

/// The same, counting those of the pattern's positions that lie inside the outline (at least one).
Length area_per_point_inside(const Outline& outline, const std::vector<Point>& positions);

/// The positions alone.
std::vector<Point> positions_of(const std::vector<PatternPoint>& points);

}  // namespace mesogrid::models
