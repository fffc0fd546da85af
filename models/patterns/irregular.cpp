#include "models/patterns/irregular.hpp"

#include <algorithm>
#include <cmath>

namespace mesogrid::models {

Length area_per_point(const Outline& outline, std::size_t count) {
    const auto share = static_cast<double>(std::max<std::size_t>(count, 1));
    return Length::from_base(std::sqrt(outline.area() / share));
}

Length area_per_point_inside(const Outline& outline, const std::vector<Point>& positions) {
    const auto inside = std::count_if(
        positions.begin(), positions.end(), [&](Point p) { return outline.contains(p); });
    return area_per_point(outline, static_cast<std::size_t>(inside));
}

std::vector<Point> positions_of(const std::vector<PatternPoint>& points) {
    std::vector<Point> positions;
    positions.reserve(points.size());
    for (const PatternPoint& point : points) positions.push_back(point.position);
    return positions;
}

}  // namespace mesogrid::models
