#pragma once

#include <span>
#include <vector>

#include "engine/geometry/point_buckets.hpp"

/// Shortening of an open path. Private to the geometry floor.
namespace mesogrid::geometry {

/// The path made shorter by 2-opt and Or-opt moves that join a point to one of its neighbours,
/// until none gains. There is no way back from the last point to the first.
std::vector<Index> improved_path(std::span<const Point> points,
                                 const std::vector<std::vector<Index>>& neighbours,
                                 std::vector<Index> path);

}  // namespace mesogrid::geometry
