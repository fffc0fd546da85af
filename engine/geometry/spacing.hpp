#pragma once

#include <vector>

#include "engine/geometry/outline.hpp"

namespace mesogrid {

/// Distance of each point to the nearest of the others, mm; empty for fewer than two points.
std::vector<double> nearest_neighbour_distances(const std::vector<Point>& points);

/// Radius of the largest empty circle centred in the outline, mm: how far a place can be from the
/// nearest point. Taken over the corners of the Voronoi cells cut to the outline, so exact in
/// double precision for a convex outline without holes and to 1 um otherwise. There must be a
/// point, and the outline must not be empty.
double covering_radius(const std::vector<Point>& points, const Outline& outline);

}  // namespace mesogrid
