#include "engine/geometry/voronoi.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/geometry/convex_clip.hpp"

namespace mesogrid::geometry {
namespace {

Box box_of(std::span<const Point> points) {
    Box box{points.front(), points.front()};
    for (const Point p : points) {
        box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
        box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
    }
    return box;
}

double farthest(const Ring& ring, Point p) {
    double reach = 0.0;
    for (const Point corner : ring) reach = std::max(reach, distance(corner, p));
    return reach;
}

}  // namespace

VoronoiCells::VoronoiCells(std::span<const Point> points, const Box& frame)
    : points_(points), frame_(frame), bucket_size_(1.0), columns_(0), rows_(0) {
    if (points.empty()) return;
    const Box box = box_of(points);
    const auto count = static_cast<double>(points.size());
    low_ = box.low;
    // About one point per bucket, also when all points lie on one line.
    bucket_size_ = std::max({std::sqrt(box.width() * box.height() / count),
                             std::max(box.width(), box.height()) / count,
                             kBorderTolerance});
    columns_ = static_cast<int>(box.width() / bucket_size_) + 1;
    rows_ = static_cast<int>(box.height() / bucket_size_) + 1;
    buckets_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    for (std::size_t i = 0; i < points.size(); ++i) {
        buckets_[bucket_index(bucket_column(points[i]), bucket_row(points[i]))].push_back(i);
    }
}

int VoronoiCells::bucket_column(Point p) const {
    return std::clamp(static_cast<int>((p.x - low_.x) / bucket_size_), 0, columns_ - 1);
}

int VoronoiCells::bucket_row(Point p) const {
    return std::clamp(static_cast<int>((p.y - low_.y) / bucket_size_), 0, rows_ - 1);
}

template <class Visit>
void VoronoiCells::for_each_in_ring(Point p, int ring, Visit&& visit) const {
    const int column = bucket_column(p);
    const int row = bucket_row(p);
    for (int j = std::max(0, row - ring); j <= std::min(rows_ - 1, row + ring); ++j) {
        const bool whole_row = std::abs(j - row) == ring;
        const int step = whole_row || ring == 0 ? 1 : 2 * ring;
        for (int i = column - ring; i <= column + ring; i += step) {
            if (i < 0 || i >= columns_) continue;
            for (const std::size_t other : buckets_[bucket_index(i, j)]) {
                visit(other);
            }
        }
    }
}

Ring VoronoiCells::cell(std::size_t index) const {
    const Point p = points_[index];
    Ring ring{
        frame_.low, {frame_.high.x, frame_.low.y}, frame_.high, {frame_.low.x, frame_.high.y}};
    bool taken = false;
    for (int step = 0; step <= std::max(columns_, rows_) && !ring.empty() && !taken; ++step) {
        for_each_in_ring(p, step, [&](std::size_t other) {
            if (other == index || ring.empty()) return;
            if (distance(points_[other], p) <= kBorderTolerance) {
                taken = taken || other < index;
                return;
            }
            ring = clipped(ring, nearer_to(p, points_[other]));
        });
        // Points of the rings still to come are at least `step` buckets away; a point cuts nothing
        // beyond half its distance.
        if (step * bucket_size_ >= 2.0 * farthest(ring, p)) break;
    }
    if (taken) ring.clear();
    return ring;
}

}  // namespace mesogrid::geometry
