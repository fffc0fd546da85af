#pragma once

#include <cstddef>
#include <vector>

#include "engine/geometry/outline.hpp"
#include "engine/geometry/raster.hpp"

/// The slow twin of cell_fractions: every ring clipped to every cell, side by side, and the area
/// taken by the shoelace formula. Shares no code with the engine.
namespace mesogrid::naive {

/// The part of the ring where sign * coordinate <= sign * limit.
inline Ring cut(const Ring& ring, double Point::*coordinate, double sign, double limit) {
    Ring result;
    for (std::size_t k = 0; k < ring.size(); ++k) {
        const Point a = ring[k];
        const Point b = ring[(k + 1) % ring.size()];
        const double from = sign * (limit - a.*coordinate);
        const double to = sign * (limit - b.*coordinate);
        if (from >= 0.0) result.push_back(a);
        if ((from > 0.0 && to < 0.0) || (from < 0.0 && to > 0.0)) {
            Point crossing = a + (from / (from - to)) * (b - a);
            crossing.*coordinate = limit;
            result.push_back(crossing);
        }
    }
    return result;
}

inline double shoelace(const Ring& ring, Point reference) {
    double twice = 0.0;
    for (std::size_t k = 0; k < ring.size(); ++k) {
        const Point a = ring[k] - reference;
        const Point b = ring[(k + 1) % ring.size()] - reference;
        twice += a.x * b.y - b.x * a.y;
    }
    return 0.5 * twice;
}

inline std::vector<double> cell_fractions(const Outline& outline, const Raster& raster) {
    std::vector<double> fractions;
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            const Point low{raster.origin.x + i * raster.spacing,
                            raster.origin.y + j * raster.spacing};
            double area = 0.0;
            for (Ring ring : outline.rings()) {
                ring = cut(ring, &Point::x, -1.0, low.x);
                ring = cut(ring, &Point::x, 1.0, low.x + raster.spacing);
                ring = cut(ring, &Point::y, -1.0, low.y);
                ring = cut(ring, &Point::y, 1.0, low.y + raster.spacing);
                area += shoelace(ring, low);
            }
            fractions.push_back(area / raster.cell_area());
        }
    }
    return fractions;
}

}  // namespace mesogrid::naive
