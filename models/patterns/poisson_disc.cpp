#include "models/patterns/poisson_disc.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"

namespace mesogrid::models {
namespace {

constexpr std::uint32_t kCandidates = 30;
/// Steps of the last search for room, as a share of the distance.
constexpr double kSearchStep = 0.25;

bool within(Point p, const Box& box) {
    return p.x >= box.low.x && p.x <= box.high.x && p.y >= box.low.y && p.y <= box.high.y;
}

/// Points with a least distance, in buckets of which each holds at most one.
class Spaced {
public:
    Spaced(const Box& box, double least)
        : low_(box.low),
          least_(least),
          bucket_(least / std::numbers::sqrt2),
          columns_(1 + static_cast<int>(box.width() / bucket_)),
          rows_(1 + static_cast<int>(box.height() / bucket_)),
          buckets_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), -1) {}

    bool has_room(Point p) const {
        for (int j = std::max(0, row(p) - 2); j <= std::min(rows_ - 1, row(p) + 2); ++j) {
            for (int i = std::max(0, column(p) - 2); i <= std::min(columns_ - 1, column(p) + 2);
                 ++i) {
                const int neighbour = buckets_[index(i, j)];
                if (neighbour < 0) continue;
                const Point q = points_[static_cast<std::size_t>(neighbour)];
                if (distance(p, q) < least_ - kBorderTolerance) return false;
            }
        }
        return true;
    }
    void add(Point p) {
        buckets_[index(column(p), row(p))] = static_cast<int>(points_.size());
        points_.push_back(p);
    }
    const std::vector<Point>& points() const { return points_; }

private:
    int column(Point p) const {
        return std::clamp(static_cast<int>((p.x - low_.x) / bucket_), 0, columns_ - 1);
    }
    int row(Point p) const {
        return std::clamp(static_cast<int>((p.y - low_.y) / bucket_), 0, rows_ - 1);
    }
    std::size_t index(int i, int j) const {
        return static_cast<std::size_t>(j) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(i);
    }

    Point low_;
    double least_;
    double bucket_;
    int columns_;
    int rows_;
    std::vector<int> buckets_;
    std::vector<Point> points_;
};

/// Grows punctures in a frame whose origin is the first one, so that a moved area moves them all.
class Growth {
public:
    Growth(const Box& wide, double least, std::uint64_t seed)
        : least_(least), seed_(seed), spaced_(wide, least) {
        spaced_.add({});
    }

    /// Fills `box` except `done`. Round 0 and 1 draw different numbers.
    void fill(const Box& box, const Box* done, std::uint32_t round) {
        const auto wanted = [&](Point p) { return within(p, box) && !(done && within(p, *done)); };
        for (std::size_t parent = 0; parent < spaced_.points().size(); ++parent) {
            for (std::uint32_t trial = 0; trial < kCandidates; ++trial) {
                offer(candidate(parent, round * kCandidates + trial), wanted);
            }
        }
        search(box, wanted);
    }

    const std::vector<Point>& points() const { return spaced_.points(); }

private:
    template <class Wanted>
    void offer(Point p, const Wanted& wanted) {
        if (wanted(p) && spaced_.has_room(p)) spaced_.add(p);
    }

    /// Uniform over the ring from one to two distances around the parent.
    Point candidate(std::size_t parent, std::uint32_t trial) const {
        const auto number = [&](std::uint32_t which) {
            return uniform_random({.seed = seed_,
                                   .puncture = static_cast<std::uint32_t>(parent),
                                   .purpose = RandomPurpose::pattern,
                                   .index = 2 * trial + which});
        };
        const double radius = least_ * std::sqrt(1.0 + 3.0 * number(0));
        const double angle = 2.0 * std::numbers::pi * number(1);
        return spaced_.points()[parent] + Point{radius * std::cos(angle), radius * std::sin(angle)};
    }

    /// Puts a puncture into every room the candidates left, on a raster with its corners.
    template <class Wanted>
    void search(const Box& box, const Wanted& wanted) {
        const double step = kSearchStep * least_;
        const int columns = 1 + static_cast<int>(std::ceil(box.width() / step));
        const int rows = 1 + static_cast<int>(std::ceil(box.height() / step));
        for (int j = 0; j < rows; ++j) {
            for (int i = 0; i < columns; ++i) {
                offer({std::min(box.low.x + i * step, box.high.x),
                       std::min(box.low.y + j * step, box.high.y)},
                      wanted);
            }
        }
    }

    double least_;
    std::uint64_t seed_;
    Spaced spaced_;
};

Box seen_from(const Box& box, Point origin) {
    return {box.low - origin, box.high - origin};
}

}  // namespace

std::vector<Point> PoissonDisc::positions(const PatternArea& area) const {
    const Box box = area.outline.bounding_box();
    const double least = distance_.base();
    const Box wide = box.enlarged(area.overhang.base());
    // The densest packing of discs has 2/sqrt(3) points per square distance.
    require_few((wide.width() + least) * (wide.height() + least) / (least * least));
    const Point origin = area.anchor.value_or(box.centre());
    if (!within(origin, box)) {
        throw InputError(Diagnostic{.code = 361,
                                    .key = "target.anchor",
                                    .problem =
                                        "a poisson-disc pattern grows from its anchor, which lies "
                                        "outside the bounding box of the outline",
                                    .suggestion = "an anchor inside the outline, or none"});
    }
    Growth growth(seen_from(wide, origin), least, area.seed);
    const Box inner = seen_from(box, origin);
    growth.fill(inner, nullptr, 0);
    if (area.overhang > Length{}) growth.fill(seen_from(wide, origin), &inner, 1);
    std::vector<Point> points;
    for (const Point p : growth.points()) points.push_back(p + origin);
    return points;
}

}  // namespace mesogrid::models
