#include "engine/geometry/convex_clip.hpp"

#include <utility>

namespace mesogrid::geometry {

HalfPlane nearer_to(Point p, Point q) {
    // |x - p|^2 <= |x - q|^2
    const Point normal = q - p;
    return {normal, dot(normal, 0.5 * (p + q))};
}

Ring clipped(const Ring& ring, const HalfPlane& half_plane) {
    Ring result;
    result.reserve(ring.size() + 1);
    for_each_edge(ring, [&](Point from, Point to) {
        const double from_excess = half_plane.excess(from);
        const double to_excess = half_plane.excess(to);
        if ((from_excess > 0.0) != (to_excess > 0.0)) {
            const double share = from_excess / (from_excess - to_excess);
            result.push_back(from + share * (to - from));
        }
        if (to_excess <= 0.0) result.push_back(to);
    });
    if (result.size() < 3) result.clear();
    return result;
}

std::vector<HalfPlane> sides(const Ring& convex_ring) {
    std::vector<HalfPlane> planes;
    planes.reserve(convex_ring.size());
    for_each_edge(convex_ring, [&](Point from, Point to) {
        const Point outward{to.y - from.y, from.x - to.x};
        planes.push_back({outward, dot(outward, from)});
    });
    return planes;
}

Moments clipped_moments(const std::vector<Ring>& rings, const Ring& convex_ring, Point reference) {
    const std::vector<HalfPlane> planes = sides(convex_ring);
    Moments sum;
    for (Ring ring : rings) {
        for (const HalfPlane& plane : planes) {
            if (ring.empty()) break;
            ring = clipped(ring, plane);
        }
        sum += moments(std::span<const Point>(ring), reference);
    }
    return sum;
}

bool is_convex(const Ring& ring) {
    const std::size_t count = ring.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (turn(ring[i], ring[(i + 1) % count], ring[(i + 2) % count]) < 0.0) return false;
    }
    return true;
}

}  // namespace mesogrid::geometry
