#include "engine/geometry/path_improvement.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace mesogrid::geometry {
namespace {

/// A move must gain more than rounding, mm.
constexpr double kLeastGain = 1e-9;
constexpr std::size_t kLongestSegment = 3;
/// Points up to which any stretch may be turned around; beyond, at most kEffort/count of them.
constexpr std::size_t kFreeCount = 12000;
constexpr std::size_t kEffort = 12000UL * 6000UL;

/// Coordinates are some hundred mm: no need for hypot's care.
double straight(Point a, Point b) {
    const Point way = a - b;
    return std::sqrt(dot(way, way));
}

enum class Direction { kept, turned };

/// A path that is made shorter move by move. Positions run from 0; there is no way back from the
/// last to the first.
class Improvement {
public:
    Improvement(std::span<const Point> points,
                const std::vector<std::vector<Index>>& neighbours,
                std::vector<Index> path)
        : points_(points), neighbours_(neighbours), path_(std::move(path)), place_(path_.size()) {
        for (Index k = 0; k < path_.size(); ++k) place_[path_[k]] = k;
        const std::size_t count = path_.size();
        longest_turn_ = count <= kFreeCount ? count : std::max<std::size_t>(100, kEffort / count);
    }

    std::vector<Index> run() {
        std::vector<Index> waiting(path_.rbegin(), path_.rend());
        std::vector<char> is_waiting(path_.size(), 1);
        while (!waiting.empty()) {
            const Index point = waiting.back();
            waiting.pop_back();
            is_waiting[point] = 0;
            touched_.clear();
            while (improve(point)) continue;
            for (const Index other : touched_) {
                if (is_waiting[other]) continue;
                is_waiting[other] = 1;
                waiting.push_back(other);
            }
        }
        return path_;
    }

private:
    double span(std::size_t a, std::size_t b) const {
        return straight(points_[path_[a]], points_[path_[b]]);
    }
    /// Length of the step from place k to the next; none beyond the ends.
    double step_after(std::ptrdiff_t k) const {
        if (k < 0 || k + 1 >= static_cast<std::ptrdiff_t>(path_.size())) return 0.0;
        return span(static_cast<std::size_t>(k), static_cast<std::size_t>(k) + 1);
    }

    /// Some new step of a move that gains is shorter than the old one at its end: only neighbours
    /// nearer than those along the path can help.
    bool improve(Index point) {
        const auto place = static_cast<std::ptrdiff_t>(place_[point]);
        const double limit = std::max(step_after(place - 1), step_after(place));
        for (const Index other : neighbours_[point]) {
            if (straight(points_[point], points_[other]) >= limit) return false;
            if (turn_between(place_[point], place_[other])) return true;
            if (move_segment(point, other)) return true;
        }
        return false;
    }

    /// 2-opt: joins two points by turning around the stretch after the first of them, or the one
    /// before the second; a stretch that ends with the path frees a whole step.
    bool turn_between(std::size_t a, std::size_t b) {
        const std::size_t low = std::min(a, b);
        const std::size_t high = std::max(a, b);
        if (high - low < 2) return false;
        const double joined = span(low, high);
        const auto after = static_cast<std::ptrdiff_t>(low);
        const auto last = static_cast<std::ptrdiff_t>(high);
        const bool at_end = high + 1 == path_.size();
        const double other_after = at_end ? 0.0 : span(low + 1, high + 1);
        if (step_after(after) + step_after(last) - joined - other_after > kLeastGain) {
            return turn(low + 1, high);
        }
        const double other_before = low == 0 ? 0.0 : span(low - 1, high - 1);
        if (step_after(after - 1) + step_after(last - 1) - joined - other_before > kLeastGain) {
            return turn(low, high - 1);
        }
        return false;
    }

    /// Turns the places first..last around; false when the stretch is too long for that.
    bool turn(std::size_t first, std::size_t last) {
        if (last - first + 1 > longest_turn_) return false;
        touch(first);
        touch(last);
        if (first > 0) touch(first - 1);
        if (last + 1 < path_.size()) touch(last + 1);
        std::reverse(path_.begin() + static_cast<std::ptrdiff_t>(first),
                     path_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        renumber(first, last);
        return true;
    }

    /// Or-opt: takes up to three points that begin or end with `point` and puts them beside
    /// `other`, in either direction.
    bool move_segment(Index point, Index other) {
        const std::size_t p = place_[point];
        const std::size_t q = place_[other];
        for (std::size_t length = 1; length <= kLongestSegment; ++length) {
            if (p + length <= path_.size() && try_move(p, p + length - 1, q)) return true;
            if (length > 1 && p + 1 >= length && try_move(p + 1 - length, p, q)) return true;
        }
        return false;
    }

    bool try_move(std::size_t first, std::size_t last, std::size_t target) {
        if (target + 1 >= first && target <= last + 1) return false;
        const auto before = static_cast<std::ptrdiff_t>(first) - 1;
        const double bridge =
            first == 0 || last + 1 == path_.size() ? 0.0 : span(first - 1, last + 1);
        const double freed =
            step_after(before) + step_after(static_cast<std::ptrdiff_t>(last)) - bridge;
        // The gap between `left` and the place after it takes the segment.
        for (const std::ptrdiff_t left :
             {static_cast<std::ptrdiff_t>(target), static_cast<std::ptrdiff_t>(target) - 1}) {
            for (const Direction direction : {Direction::kept, Direction::turned}) {
                const bool turned = direction == Direction::turned;
                const std::size_t head = turned ? last : first;
                const std::size_t tail = turned ? first : last;
                const double in = left < 0 ? 0.0 : span(static_cast<std::size_t>(left), head);
                const auto right = static_cast<std::size_t>(left + 1);
                const double out = right >= path_.size() ? 0.0 : span(tail, right);
                if (freed + step_after(left) - in - out > kLeastGain) {
                    return insert(first, last, left, direction);
                }
            }
        }
        return false;
    }

    /// Carries first..last into the gap after place `left`, by turning stretches around.
    bool insert(std::size_t first, std::size_t last, std::ptrdiff_t left, Direction direction) {
        const bool forward = left > static_cast<std::ptrdiff_t>(last);
        const std::size_t low = forward ? first : static_cast<std::size_t>(left + 1);
        const std::size_t high = forward ? static_cast<std::size_t>(left) : last;
        if (high - low + 1 > longest_turn_) return false;
        for (const std::size_t place : {first, last, low, high}) touch(place);
        if (low > 0) touch(low - 1);
        if (first > 0) touch(first - 1);
        if (last + 1 < path_.size()) touch(last + 1);
        if (high + 1 < path_.size()) touch(high + 1);
        const auto at = [&](std::size_t place) {
            return path_.begin() + static_cast<std::ptrdiff_t>(place);
        };
        if (direction == Direction::turned) std::reverse(at(first), at(last) + 1);
        if (forward) {
            std::rotate(at(first), at(last) + 1, at(high) + 1);
        } else {
            std::rotate(at(low), at(first), at(last) + 1);
        }
        renumber(low, high);
        return true;
    }

    void touch(std::size_t place) { touched_.push_back(path_[place]); }
    void renumber(std::size_t first, std::size_t last) {
        for (std::size_t k = first; k <= last; ++k) place_[path_[k]] = static_cast<Index>(k);
    }

    std::span<const Point> points_;
    const std::vector<std::vector<Index>>& neighbours_;
    std::vector<Index> path_;
    std::vector<Index> place_;
    std::vector<Index> touched_;
    std::size_t longest_turn_;
};

}  // namespace

std::vector<Index> improved_path(std::span<const Point> points,
                                 const std::vector<std::vector<Index>>& neighbours,
                                 std::vector<Index> path) {
    return Improvement(points, neighbours, std::move(path)).run();
}

}  // namespace mesogrid::geometry
