#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/geometry/outline.hpp"

/// Voronoi cells in double precision. Private to the geometry floor.
namespace mesogrid::geometry {

/// The part of a box nearer to one of several points than to any other. Points are sorted into
/// buckets, so that a cell costs a few tens of neighbours however many points there are.
class VoronoiCells {
public:
    /// `points` must outlive the cells; `frame` is the box that is shared out.
    VoronoiCells(std::span<const Point> points, const Box& frame);

    /// Counter-clockwise convex ring; none for a point outside the frame that is nowhere nearest,
    /// and for one that coincides (to kBorderTolerance) with an earlier point. Thread safe.
    Ring cell(std::size_t index) const;

private:
    int bucket_column(Point p) const;
    int bucket_row(Point p) const;
    std::size_t bucket_index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(column);
    }
    /// Points in the buckets `ring` steps away, around the bucket of p.
    template <class Visit>
    void for_each_in_ring(Point p, int ring, Visit&& visit) const;

    std::span<const Point> points_;
    Box frame_;
    Point low_;           ///< lower left corner of the buckets
    double bucket_size_;  ///< mm
    int columns_;
    int rows_;
    std::vector<std::vector<std::size_t>> buckets_;
};

}  // namespace mesogrid::geometry
