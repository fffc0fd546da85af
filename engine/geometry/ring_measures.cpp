#include "engine/geometry/ring_measures.hpp"

#include <algorithm>

namespace mesogrid::geometry {

Moments moments(std::span<const Point> ring, Point reference) {
    Moments sum;
    for_each_edge(ring, [&](Point from, Point to) {
        const Point a = from - reference;
        const Point b = to - reference;
        // Triangle reference, a, b: area = a x b / 2, centroid = (a + b) / 3.
        const double cross = a.x * b.y - a.y * b.x;
        sum.area += 0.5 * cross;
        sum.moment_x += cross * (a.x + b.x) / 6.0;
        sum.moment_y += cross * (a.y + b.y) / 6.0;
    });
    return sum;
}

Moments moments(const std::vector<Ring>& rings, Point reference) {
    Moments sum;
    for (const Ring& ring : rings) sum += moments(std::span<const Point>(ring), reference);
    return sum;
}

double squared_distance(Point p, Point a, Point b) {
    const Point along = b - a;
    const Point to_p = p - a;
    const double squared_length = dot(along, along);
    const double share =
        squared_length > 0.0 ? std::clamp(dot(to_p, along) / squared_length, 0.0, 1.0) : 0.0;
    const Point offset = to_p - share * along;
    return dot(offset, offset);
}

}  // namespace mesogrid::geometry
