#pragma once

#include <span>
#include <vector>

#include "engine/geometry/outline.hpp"
#include "engine/geometry/ring_measures.hpp"

/// Clipping by straight lines in double precision. Private to the geometry floor.
namespace mesogrid::geometry {

/// All points x with dot(normal, x) <= offset.
struct HalfPlane {
    Point normal;
    double offset = 0.0;

    /// Negative inside, in units of the normal's length.
    double excess(Point p) const { return dot(normal, p) - offset; }
};

/// Points at least as near to p as to q.
HalfPlane nearer_to(Point p, Point q);

/// The part of a ring in the half plane (Sutherland and Hodgman 1974, Commun ACM 17:32). Of a ring
/// that is not convex, parts that fall asunder stay joined along the cutting line: area and moments
/// are exact all the same. Fewer than three corners come back as none.
Ring clipped(const Ring& ring, const HalfPlane& half_plane);

/// The half planes whose intersection is a convex counter-clockwise ring.
std::vector<HalfPlane> sides(const Ring& convex_ring);

/// Area and moments, about `reference`, of what of the rings lies in the convex ring.
Moments clipped_moments(const std::vector<Ring>& rings, const Ring& convex_ring, Point reference);

/// True when the counter-clockwise ring nowhere turns right.
bool is_convex(const Ring& ring);

}  // namespace mesogrid::geometry
