#pragma once

#include <span>

#include "engine/geometry/outline.hpp"

/// Plane measures of closed rings, double precision. Private to the geometry floor.
namespace mesogrid::geometry {

/// Area and first moments about a reference point; counter-clockwise rings count positive.
struct Moments {
    double area = 0.0;      ///< mm2
    double moment_x = 0.0;  ///< integral of x - reference.x, mm3
    double moment_y = 0.0;

    Moments& operator+=(const Moments& other) {
        area += other.area;
        moment_x += other.moment_x;
        moment_y += other.moment_y;
        return *this;
    }
    /// Centre of gravity; the area must not be zero.
    Point centroid(Point reference) const {
        return {reference.x + moment_x / area, reference.y + moment_y / area};
    }
};

/// Moments of one ring by Green's theorem; coordinates taken from `reference` for accuracy.
Moments moments(std::span<const Point> ring, Point reference);

/// Moments of all rings together: holes (clockwise) count off.
Moments moments(const std::vector<Ring>& rings, Point reference);

/// Twice the signed area of the triangle a, b, c; positive when it turns left.
inline double turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Square of the distance from p to the segment from a to b, mm2.
double squared_distance(Point p, Point a, Point b);

/// Calls visit(a, b) for every edge of the ring.
template <class Visit>
void for_each_edge(std::span<const Point> ring, Visit&& visit) {
    if (ring.empty()) return;
    Point from = ring.back();
    for (const Point to : ring) {
        visit(from, to);
        from = to;
    }
}

}  // namespace mesogrid::geometry
