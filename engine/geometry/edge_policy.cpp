#include "engine/geometry/edge_policy.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/geometry/convex_clip.hpp"
#include "engine/geometry/voronoi.hpp"

namespace mesogrid {
namespace {

constexpr int kMostRounds = 200;
constexpr double kStill = 1e-3;  // mm
constexpr int kMostHalvings = 10;
/// mm2; the centre of a smaller cell would be rounding.
constexpr double kLeastCell = 1e-12;

bool is_forbidden(Point p, const EdgeRule& rule) {
    return std::any_of(rule.exclusions.begin(),
                       rule.exclusions.end(),
                       [p](const Exclusion& exclusion) { return exclusion.forbids(p); });
}

bool is_kept(Point p, const Outline& outline, const EdgeRule& rule) {
    if (is_forbidden(p, rule)) return false;
    switch (rule.policy) {
        case EdgePolicy::inset:
            return outline.contains(p) &&
                   outline.distance_to_border(p) >= rule.margin.base() - kBorderTolerance;
        case EdgePolicy::bleed:
            return outline.contains(p) ||
                   outline.distance_to_border(p) <= rule.reach.base() + kBorderTolerance;
        case EdgePolicy::clip:
        case EdgePolicy::redistribute:
            break;
    }
    return outline.contains(p);
}

/// The way from p (allowed) to its goal, halved until its end is allowed, too. The Voronoi cell is
/// convex, so every such end lies in the point's own cell.
Point allowed_on_the_way(Point p, Point goal, const Outline& outline, const EdgeRule& rule) {
    for (int halving = 0; halving < kMostHalvings; ++halving) {
        if (outline.contains(goal) && !is_forbidden(goal, rule)) return goal;
        goal = 0.5 * (p + goal);
    }
    return p;
}

/// p, which lies inside, moved to the centre of gravity of what of the outline lies in its cell.
Point centred_in_cell(Point p, const Ring& cell, const Outline& outline, const EdgeRule& rule) {
    if (cell.empty()) return p;
    double reach = 0.0;
    for (const Point corner : cell) reach = std::max(reach, distance(corner, p));
    if (outline.distance_to_border(p) > reach) {
        const Point goal = geometry::moments(std::span<const Point>(cell), p).centroid(p);
        return rule.exclusions.empty() ? goal : allowed_on_the_way(p, goal, outline, rule);
    }
    const geometry::Moments moments = geometry::clipped_moments(outline.rings(), cell, p);
    if (moments.area <= kLeastCell) return p;
    return allowed_on_the_way(p, moments.centroid(p), outline, rule);
}

std::vector<Point> spread_evenly(std::vector<Point> points,
                                 const Outline& outline,
                                 const EdgeRule& rule) {
    if (points.empty()) return points;
    const Box frame = outline.bounding_box();
    std::vector<Point> moved(points.size());
    for (int round = 0; round < kMostRounds; ++round) {
        const geometry::VoronoiCells cells(points, frame);
        parallel_for(points.size(), [&](std::size_t i) {
            moved[i] = centred_in_cell(points[i], cells.cell(i), outline, rule);
        });
        double greatest_move = 0.0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            greatest_move = std::max(greatest_move, distance(points[i], moved[i]));
        }
        points.swap(moved);
        if (greatest_move <= kStill) break;
    }
    return points;
}

}  // namespace

KeptPoints keep_points(const std::vector<Point>& points,
                       const Outline& outline,
                       const EdgeRule& rule) {
    MESOGRID_EXPECTS(rule.margin.base() >= 0.0 && rule.reach.base() >= 0.0);
    KeptPoints kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!is_kept(points[i], outline, rule)) continue;
        kept.positions.push_back(points[i]);
        kept.indices.push_back(i);
    }
    if (rule.policy == EdgePolicy::redistribute) {
        kept.positions = spread_evenly(std::move(kept.positions), outline, rule);
    }
    return kept;
}

std::vector<Point> apply_edge_rule(const std::vector<Point>& points,
                                   const Outline& outline,
                                   const EdgeRule& rule) {
    return keep_points(points, outline, rule).positions;
}

}  // namespace mesogrid
