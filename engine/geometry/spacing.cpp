#include "engine/geometry/spacing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/geometry/edge_policy.hpp"

namespace mesogrid {

std::vector<double> nearest_neighbour_distances(const std::vector<Point>& points) {
    if (points.size() < 2) return {};
    // Strips of constant x, points ascending by y within each; about sqrt(n) of both.
    const auto [left, right] = std::minmax_element(
        points.begin(), points.end(), [](Point a, Point b) { return a.x < b.x; });
    const auto count = static_cast<std::size_t>(std::sqrt(static_cast<double>(points.size()))) + 1;
    const double low = left->x;
    const double width =
        std::max((right->x - low) / static_cast<double>(count), std::numeric_limits<double>::min());
    std::vector<std::vector<Point>> strips(count);
    const auto strip_of = [&](Point p) {
        return std::min(static_cast<std::size_t>((p.x - low) / width), count - 1);
    };
    for (const Point p : points) strips[strip_of(p)].push_back(p);
    for (auto& strip : strips) {
        std::sort(strip.begin(), strip.end(), [](Point a, Point b) { return a.y < b.y; });
    }

    std::vector<double> nearest(points.size());
    parallel_for(points.size(), [&](std::size_t i) {
        const Point p = points[i];
        double best = std::numeric_limits<double>::infinity();
        int itself = 0;
        const auto meet = [&](Point q) {
            if (q == p && itself++ == 0) return;
            best = std::min(best, distance(p, q));
        };
        const auto look_through = [&](const std::vector<Point>& strip) {
            const auto middle = std::lower_bound(
                strip.begin(), strip.end(), p, [](Point a, Point b) { return a.y < b.y; });
            for (auto q = middle; q != strip.end() && q->y - p.y < best; ++q) meet(*q);
            for (auto q = middle; q != strip.begin() && p.y - (q - 1)->y < best; --q)
                meet(*(q - 1));
        };
        const std::size_t own = strip_of(p);
        look_through(strips[own]);
        // A strip `away` strips off lies at least away - 1 widths from p.
        for (std::size_t away = 1; away < count; ++away) {
            if (static_cast<double>(away - 1) * width > best) break;
            if (own >= away) look_through(strips[own - away]);
            if (own + away < count) look_through(strips[own + away]);
        }
        nearest[i] = best;
    });
    return nearest;
}

double covering_radius(const std::vector<Point>& points, const Outline& outline) {
    MESOGRID_EXPECTS(!points.empty() && !outline.empty());
    const std::vector<Outline> cells = territories(points, outline);
    double radius = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (const Ring& ring : cells[i].rings()) {
            for (const Point corner : ring) radius = std::max(radius, distance(corner, points[i]));
        }
    }
    return radius;
}

}  // namespace mesogrid
