#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "engine/geometry/outline.hpp"

/// Do edges cross? Private to the geometry floor.
namespace mesogrid::geometry {

/// The first two edges of a ring found to cross, touch or fold back onto each other, as the indices
/// of their first corners; nothing for a simple ring. Edges sorted by x and swept: near n log n for
/// ordinary outlines, at worst the square of the number of edges.
std::optional<std::pair<std::size_t, std::size_t>> first_crossing(const Ring& ring);

/// True when an edge of `a` crosses or touches an edge of `b`.
bool borders_meet(const std::vector<Ring>& a, const std::vector<Ring>& b);

}  // namespace mesogrid::geometry
