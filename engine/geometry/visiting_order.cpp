#include "engine/geometry/visiting_order.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/parallel.hpp"
#include "engine/geometry/path_improvement.hpp"
#include "engine/geometry/point_buckets.hpp"

namespace mesogrid {
namespace {

using geometry::Index;
using geometry::PointBuckets;

constexpr std::size_t kNeighbours = 10;

/// Begins at the first point and goes on to the nearest one left.
std::vector<Index> nearest_neighbour_path(std::span<const Point> points) {
    PointBuckets left(points);
    std::vector<Index> path{0};
    left.take(0);
    while (path.size() < points.size()) path.push_back(left.take_nearest(points[path.back()]));
    return path;
}

double length_of(std::span<const Point> points, const std::vector<Index>& path) {
    double length = 0.0;
    for (std::size_t k = 1; k < path.size(); ++k) {
        length += distance(points[path[k - 1]], points[path[k]]);
    }
    return length;
}

}  // namespace

double path_length(std::span<const Point> points) {
    double length = 0.0;
    for (std::size_t k = 1; k < points.size(); ++k) length += distance(points[k - 1], points[k]);
    return length;
}

std::vector<std::size_t> short_path(std::span<const Point> points) {
    std::vector<Index> given(points.size());
    std::iota(given.begin(), given.end(), Index{0});
    if (points.size() < 3) return {given.begin(), given.end()};
    const PointBuckets buckets(points);
    std::vector<std::vector<Index>> neighbours(points.size());
    parallel_for(points.size(), [&](std::size_t i) {
        neighbours[i] = buckets.nearest(static_cast<Index>(i), kNeighbours);
    });
    std::vector<std::vector<Index>> paths{std::move(given), nearest_neighbour_path(points)};
    parallel_for(paths.size(), [&](std::size_t k) {
        paths[k] = geometry::improved_path(points, neighbours, std::move(paths[k]));
    });
    const std::vector<Index>& best =
        length_of(points, paths[1]) < length_of(points, paths[0]) ? paths[1] : paths[0];
    return {best.begin(), best.end()};
}

double spanning_tree_length(std::span<const Point> points) {
    std::vector<double> away(points.size(), std::numeric_limits<double>::infinity());
    std::vector<char> reached(points.size(), 0);
    double length = 0.0;
    std::size_t current = 0;
    for (std::size_t round = 1; round < points.size(); ++round) {
        reached[current] = 1;
        std::size_t next = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (reached[i]) continue;
            away[i] = std::min(away[i], distance(points[i], points[current]));
            if (away[i] < least) {
                least = away[i];
                next = i;
            }
        }
        length += least;
        current = next;
    }
    return length;
}

}  // namespace mesogrid
