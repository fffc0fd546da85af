#include "engine/base/parallel.hpp"
#include "engine/geometry/convex_clip.hpp"
#include "engine/geometry/edge_policy.hpp"
#include "engine/geometry/micrometre_clipping.hpp"
#include "engine/geometry/voronoi.hpp"

namespace mesogrid {
namespace {

/// Exact in double precision for a convex outline without holes, to 1 um otherwise.
Outline cut_to_outline(Ring cell, const Outline& outline, bool outline_is_convex) {
    if (cell.empty()) return {};
    if (!outline_is_convex) {
        return Outline::of_rings(geometry::intersection(outline.rings(), {std::move(cell)}));
    }
    for (const geometry::HalfPlane& side : geometry::sides(outline.rings().front())) {
        cell = geometry::clipped(cell, side);
    }
    if (cell.empty()) return {};
    return Outline::of_rings({std::move(cell)});
}

}  // namespace

std::vector<Outline> territories(const std::vector<Point>& points, const Outline& outline) {
    std::vector<Outline> result(points.size());
    if (points.empty() || outline.empty()) return result;
    const bool convex = outline.rings().size() == 1 && geometry::is_convex(outline.rings().front());
    const geometry::VoronoiCells cells(points, outline.bounding_box());
    parallel_for(points.size(), [&](std::size_t i) {
        result[i] = cut_to_outline(cells.cell(i), outline, convex);
    });
    return result;
}

}  // namespace mesogrid
