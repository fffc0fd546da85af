#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "engine/geometry/point.hpp"

/// Neighbours of points in the plane. Private to the geometry floor.
namespace mesogrid::geometry {

using Index = std::uint32_t;

/// Points sorted into square buckets of about two each.
class PointBuckets {
public:
    explicit PointBuckets(std::span<const Point> points) : points_(points) {
        low_ = points.front();
        Point high = low_;
        for (const Point p : points) {
            low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
        const double extent = std::max(high.x - low_.x, high.y - low_.y);
        const double area = (high.x - low_.x) * (high.y - low_.y);
        const auto count = static_cast<double>(points.size());
        size_ = std::max({std::sqrt(2.0 * area / count), 2.0 * extent / count, 1e-6});
        columns_ = 1 + static_cast<int>((high.x - low_.x) / size_);
        rows_ = 1 + static_cast<int>((high.y - low_.y) / size_);
        members_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
        for (Index i = 0; i < points.size(); ++i) members_[bucket_of(points[i])].push_back(i);
    }

    /// The nearest others of a point, nearest first, ties by index.
    std::vector<Index> nearest(Index which, std::size_t wanted) const {
        std::vector<std::pair<double, Index>> found;
        const Point p = points_[which];
        for (int ring = 0; ring <= std::max(columns_, rows_); ++ring) {
            collect(p, ring, [&](Index other) {
                if (other != which) found.emplace_back(squared(p - points_[other]), other);
            });
            if (found.size() < wanted) continue;
            std::sort(found.begin(), found.end());
            // What lies in farther rings is at least this far.
            if (found[wanted - 1].first <= ring * size_ * ring * size_) break;
        }
        std::sort(found.begin(), found.end());
        std::vector<Index> list;
        for (std::size_t i = 0; i < std::min(wanted, found.size()); ++i) {
            list.push_back(found[i].second);
        }
        return list;
    }

    /// The nearest point still in the buckets; there must be one.
    Index take_nearest(Point p) {
        Index best = 0;
        double least = std::numeric_limits<double>::infinity();
        for (int ring = 0; ring <= std::max(columns_, rows_); ++ring) {
            if (ring > 0 && least <= (ring - 1) * size_ * (ring - 1) * size_) break;
            collect(p, ring, [&](Index other) {
                const double far = squared(p - points_[other]);
                if (far < least || (far == least && other < best)) {
                    least = far;
                    best = other;
                }
            });
        }
        take(best);
        return best;
    }
    void take(Index which) { std::erase(members_[bucket_of(points_[which])], which); }

private:
    static double squared(Point way) { return dot(way, way); }
    int column(Point p) const {
        return std::min(columns_ - 1, static_cast<int>((p.x - low_.x) / size_));
    }
    int row(Point p) const { return std::min(rows_ - 1, static_cast<int>((p.y - low_.y) / size_)); }
    std::size_t bucket(int i, int j) const {
        return static_cast<std::size_t>(j) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(i);
    }
    std::size_t bucket_of(Point p) const { return bucket(column(p), row(p)); }

    template <class Visit>
    void collect(Point p, int ring, const Visit& visit) const {
        const int ci = column(p);
        const int cj = row(p);
        for (int j = std::max(0, cj - ring); j <= std::min(rows_ - 1, cj + ring); ++j) {
            const bool rim = std::abs(j - cj) == ring;
            const int stride = rim || ring == 0 ? 1 : 2 * ring;
            for (int i = ci - ring; i <= ci + ring; i += stride) {
                if (i < 0 || i >= columns_) continue;
                for (const Index member : members_[bucket(i, j)]) visit(member);
            }
        }
    }

    std::span<const Point> points_;
    Point low_;
    double size_ = 1.0;
    int columns_ = 1;
    int rows_ = 1;
    std::vector<std::vector<Index>> members_;
};

}  // namespace mesogrid::geometry
