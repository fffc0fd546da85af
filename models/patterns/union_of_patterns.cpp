#include "models/patterns/union_of_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "models/patterns/sub_pattern.hpp"

namespace mesogrid::models {
namespace {

/// Tells whether a point lies nearer than a distance to one of those added.
class Neighbourhood {
public:
    explicit Neighbourhood(double least) : least_(least) {}

    bool holds_near(Point p) const {
        if (least_ <= 0.0) return false;
        for (std::int64_t j = -1; j <= 1; ++j) {
            for (std::int64_t i = -1; i <= 1; ++i) {
                const auto bucket = buckets_.find(key(cell(p.x) + i, cell(p.y) + j));
                if (bucket == buckets_.end()) continue;
                for (const Point q : bucket->second) {
                    if (distance(p, q) < least_ - kBorderTolerance) return true;
                }
            }
        }
        return false;
    }
    void add(Point p) {
        if (least_ > 0.0) buckets_[key(cell(p.x), cell(p.y))].push_back(p);
    }

private:
    std::int64_t cell(double x) const { return static_cast<std::int64_t>(std::floor(x / least_)); }
    static std::int64_t key(std::int64_t i, std::int64_t j) { return i * 4294967291 + j; }

    double least_;
    std::unordered_map<std::int64_t, std::vector<Point>> buckets_;
};

}  // namespace

UnionOfPatterns UnionOfPatterns::read(Params& params) {
    std::vector<Part> parts;
    for (Params& entry :
         params.groups({.name = "parts", .meaning = "patterns in visiting order"}, 1, 16)) {
        const OwnDelivery own = read_own_delivery(entry);
        if (auto pattern = read_sub_pattern(entry)) parts.push_back({std::move(pattern), own});
    }
    const Length least = params.read(
        QuantityKey<Length>{.name = "least_distance",
                            .meaning = "a puncture nearer than this to one of an earlier part is "
                                       "left out",
                            .unit = "mm",
                            .minimum = 0.0 * units::mm,
                            .maximum = 100.0 * units::mm,
                            .fallback = 0.0 * units::mm,
                            .source = "all are kept"});
    return {std::move(parts), least};
}

std::vector<PatternPoint> UnionOfPatterns::points(const PatternArea& area) const {
    Neighbourhood earlier(least_distance_.base());
    std::vector<PatternPoint> points;
    for (const Part& part : parts_) {
        const std::size_t before = points.size();
        for (PatternPoint point : part.pattern->points(area)) {
            if (earlier.holds_near(point.position)) continue;
            if (part.own.depth) point.depth = part.own.depth;
            if (part.own.volume) point.volume = part.own.volume;
            points.push_back(point);
        }
        require_few(static_cast<double>(points.size()));
        for (std::size_t i = before; i < points.size(); ++i) earlier.add(points[i].position);
    }
    return points;
}

Length UnionOfPatterns::minimum_distance() const {
    Length least = least_distance_;
    for (const Part& part : parts_) least = std::min(least, part.pattern->minimum_distance());
    return least;
}

Anchoring UnionOfPatterns::anchoring() const {
    const bool any = std::any_of(parts_.begin(), parts_.end(), [](const Part& part) {
        return part.pattern->anchoring() == Anchoring::taken;
    });
    return any ? Anchoring::taken : Anchoring::none;
}

}  // namespace mesogrid::models
