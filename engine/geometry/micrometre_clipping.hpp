#pragma once

#include <vector>

#include "engine/geometry/outline.hpp"

/// Polygon clipping on integer micrometres: coordinates are rounded to 1 um going in, which makes
/// the operations free of rounding trouble. Private to the geometry floor.
namespace mesogrid::geometry {

/// What of `subject` lies outside `clip`.
std::vector<Ring> difference(const std::vector<Ring>& subject, const std::vector<Ring>& clip);

/// What of `subject` lies in `clip`.
std::vector<Ring> intersection(const std::vector<Ring>& subject, const std::vector<Ring>& clip);

/// What the rings enclose, outer rings counter-clockwise and holes clockwise.
std::vector<Ring> filled(const std::vector<Ring>& rings, FillRule rule);

/// The points of `rings` farther than `margin` mm from every edge; arcs about inward corners are
/// cut to chords that leave them by less than 1 um.
std::vector<Ring> shrunk(const std::vector<Ring>& rings, double margin);

}  // namespace mesogrid::geometry
