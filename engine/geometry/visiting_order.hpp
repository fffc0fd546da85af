#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/geometry/point.hpp"

namespace mesogrid {

/// Length of the straight lines from point to point, in the given order, mm.
double path_length(std::span<const Point> points);

/// A short open path through all points, as indices in visiting order. A heuristic: the given order
/// and a nearest-neighbour path (Rosenkrantz et al. 1977, SIAM J Comput 6:563), each improved by
/// 2-opt (Croes 1958, Oper Res 6:791) and Or-opt moves (Or 1976) among the ten nearest neighbours
/// until none helps; the shorter one comes back. Never longer than the given order. The same points
/// give the same path; a shift or turn of all points keeps it but for ties. Beyond 12,000 points
/// long stretches are not turned around any more: paths get 5 to 8 % longer, and 100,000 points
/// take seconds.
std::vector<std::size_t> short_path(std::span<const Point> points);

/// Total length of the minimum spanning tree, mm: no path through all points is shorter, because a
/// path is a spanning tree (Prim 1957, Bell Syst Tech J 36:1389). Time grows with the square of the
/// number of points.
double spanning_tree_length(std::span<const Point> points);

}  // namespace mesogrid
