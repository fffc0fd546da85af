#pragma once

#include <cmath>
#include <vector>

#include "engine/geometry/raster.hpp"

/// Maps compared between cell centres, for turns and shifts that are no whole cells.
namespace mesogrid::support {

inline double bilinear(const Map& map, Point p) {
    const double u = (p.x - map.raster.origin.x) / map.raster.spacing - 0.5;
    const double v = (p.y - map.raster.origin.y) / map.raster.spacing - 0.5;
    const int i = static_cast<int>(std::floor(u));
    const int j = static_cast<int>(std::floor(v));
    const double a = u - i;
    const double b = v - j;
    const auto value = [&](int x, int y) { return map.values[map.raster.index(x, y)]; };
    return (1 - b) * ((1 - a) * value(i, j) + a * value(i + 1, j)) +
           b * ((1 - a) * value(i, j + 1) + a * value(i + 1, j + 1));
}

/// Places up to 2 mm from the middle, `step` apart.
inline std::vector<Point> places(double step) {
    const int reach = static_cast<int>(std::lround(2.0 / step));
    std::vector<Point> points;
    for (int j = -reach; j <= reach; ++j) {
        for (int i = -reach; i <= reach; ++i) points.push_back({step * i, step * j});
    }
    return points;
}

inline double mean_difference(const Map& a, const Map& b, double turn, double step) {
    double sum = 0.0;
    double norm = 0.0;
    for (const Point p : places(step)) {
        const double first = bilinear(a, p);
        const double second = bilinear(b, rotated(p, turn, {}));
        sum += (first - second) * (first - second);
        norm += first * first;
    }
    return std::sqrt(sum / norm);
}

}  // namespace mesogrid::support
