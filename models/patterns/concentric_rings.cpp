#include "models/patterns/concentric_rings.hpp"

#include <cmath>
#include <numbers>

#include "models/patterns/around_centre.hpp"

namespace mesogrid::models {
namespace {

/// Share of a puncture by which rounding may miss a whole number of them.
constexpr double kTie = 1e-9;

/// The most points on a ring whose neighbours are no nearer than `along`: chord = 2 r sin(pi/n).
int points_on_ring(double radius, double along) {
    if (along > 2.0 * radius) return 1;
    return static_cast<int>(
        std::floor(std::numbers::pi / std::asin(along / (2.0 * radius)) + kTie));
}

}  // namespace

std::vector<Point> ConcentricRings::positions(const PatternArea& area) const {
    const double step = spacing_.base();
    const AroundCentre around(area, step);
    around.require_walkable(step * along_.base());
    std::vector<Point> points;
    around.add_if_near({}, points);
    const int rings = static_cast<int>(std::floor(around.reach() / step));
    for (int ring = 1; ring <= rings; ++ring) {
        const double radius = ring * step;
        const int count = points_on_ring(radius, along_.base());
        for (int k = 0; k < count; ++k) {
            const double angle = 2.0 * std::numbers::pi * k / count;
            around.add_if_near({radius * std::cos(angle), radius * std::sin(angle)}, points);
        }
    }
    return points;
}

}  // namespace mesogrid::models
