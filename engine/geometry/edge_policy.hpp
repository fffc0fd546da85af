#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/outline.hpp"

namespace mesogrid {

/// What happens to a pattern at the border of the target area.
enum class EdgePolicy {
    inset,         ///< keep a point when its distance to the border is at least the margin
    clip,          ///< keep a point inside or on the border
    bleed,         ///< keep points outside within the reach of the border, too
    redistribute,  ///< clip, then centroidal moves at fixed count
};

/// A zone that gets no puncture whatever the policy: not in it, not on its border, not within the
/// margin around it.
struct Exclusion {
    Outline zone;
    Length margin;

    bool forbids(Point p) const {
        return zone.contains(p) || zone.distance_to_border(p) < margin.base() - kBorderTolerance;
    }
};

struct EdgeRule {
    EdgePolicy policy = EdgePolicy::clip;
    Length margin = {};  ///< for inset
    Length reach = {};   ///< for bleed: the depot radius
    std::vector<Exclusion> exclusions = {};
};

/// What is left of a list of points.
struct KeptPoints {
    std::vector<Point> positions;
    std::vector<std::size_t> indices;  ///< of each in the list it was kept from, ascending
};

/// The points that the rule keeps, in their order. Ties within kBorderTolerance are kept: a point
/// on the border is inside, one a margin away is far enough. `redistribute` moves the points to the
/// centroids of their Voronoi cells inside the outline (Lloyd 1982, IEEE Trans Inf Theory 28:129)
/// until no point moves more than 1 um, at most 200 rounds; where a centroid lies outside the
/// outline (in a hole, say) or in an exclusion the point goes towards it as far as halving its way
/// brings it to an allowed place.
KeptPoints keep_points(const std::vector<Point>& points,
                       const Outline& outline,
                       const EdgeRule& rule);

/// The positions alone.
std::vector<Point> apply_edge_rule(const std::vector<Point>& points,
                                   const Outline& outline,
                                   const EdgeRule& rule);

/// Voronoi cell of each point clipped to the outline: exact in double precision for a convex
/// outline without holes, to 1 um otherwise. Cells of coincident points: the first takes all. An
/// outline per point, possibly empty.
std::vector<Outline> territories(const std::vector<Point>& points, const Outline& outline);

}  // namespace mesogrid
