#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "engine/geometry/outline.hpp"

/// Exact areas of discs against polygons and lattices, for checking coverage.
namespace mesogrid::disc_coverage {

/// Signed area of the disc of this radius about the origin within the triangle origin, a, b: the
/// triangle where the edge runs inside the disc, sectors where it runs outside.
inline double sector(Point a, Point b, double radius) {
    const auto angle = [](Point u, Point v) {
        return std::atan2(u.x * v.y - u.y * v.x, dot(u, v));
    };
    const auto triangle = [](Point u, Point v) { return 0.5 * (u.x * v.y - u.y * v.x); };
    const Point along = b - a;
    // |a + t along|^2 = radius^2
    const double quadratic = dot(along, along);
    const double half_linear = dot(a, along);
    const double constant = dot(a, a) - radius * radius;
    const double discriminant = half_linear * half_linear - quadratic * constant;
    const double root = std::sqrt(std::max(discriminant, 0.0));
    const double enter = std::clamp((-half_linear - root) / quadratic, 0.0, 1.0);
    const double leave = std::clamp((-half_linear + root) / quadratic, 0.0, 1.0);
    if (discriminant <= 0.0 || enter >= leave) return 0.5 * radius * radius * angle(a, b);
    const Point in = a + enter * along;
    const Point out = a + leave * along;
    return 0.5 * radius * radius * (angle(a, in) + angle(out, b)) + triangle(in, out);
}

/// Area of the disc about `centre` that lies in the outline.
inline double disc_in_outline(Point centre, double radius, const Outline& outline) {
    double area = 0.0;
    for (const Ring& ring : outline.rings()) {
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const Point a = ring[k] - centre;
            const Point b = ring[(k + 1) % ring.size()] - centre;
            if (distance(a, b) > 0.0) area += sector(a, b, radius);
        }
    }
    return area;
}

/// rho^2 acos(1/(2 rho)) - sqrt(rho^2 - 1/4)/2: half of the lens two discs at distance 1 share.
inline double half_lens(double rho) {
    return rho * rho * std::acos(0.5 / rho) - 0.5 * std::sqrt(rho * rho - 0.25);
}

/// Covered share of the plane: discs of radius rho on a square lattice of pitch 1.
inline double square_lattice(double rho) {
    if (rho <= 0.5) return std::numbers::pi * rho * rho;
    if (rho >= 1.0 / std::numbers::sqrt2) return 1.0;
    return std::numbers::pi * rho * rho - 4.0 * half_lens(rho);
}

/// The same on a hexagonal lattice of pitch 1.
inline double hexagonal_lattice(double rho) {
    const double per_area = 2.0 / std::numbers::sqrt3;
    if (rho <= 0.5) return per_area * std::numbers::pi * rho * rho;
    if (rho >= 1.0 / std::numbers::sqrt3) return 1.0;
    return per_area * (std::numbers::pi * rho * rho - 6.0 * half_lens(rho));
}

}  // namespace mesogrid::disc_coverage
