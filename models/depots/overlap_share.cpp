#include "models/depots/overlap_share.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include "engine/base/parallel.hpp"

namespace mesogrid::models {
namespace {

constexpr std::size_t kPoints = 1024;

/// A place in a footprint: about the segment's own point, in radii, and along the segment.
struct Place {
    Point off;
    double along = 0.0;  ///< -1 to 1
};

/// Places that hold equal parts of a lens, whose fluid within radius r is 1 - (1 - r^2)^(3/2): a
/// spiral by the golden angle (Vogel 1979), along the segment by steps of another irrational.
std::vector<Place> equal_places() {
    constexpr double kGolden = 0.61803398874989485;
    constexpr double kAlong = 0.75487766624669276;  // 1/plastic number (Roberts 2018)
    std::vector<Place> places;
    for (std::size_t i = 0; i < kPoints; ++i) {
        const auto n = static_cast<double>(i) + 0.5;
        const double within = n / static_cast<double>(kPoints);
        const double r = std::sqrt(1.0 - std::cbrt((1.0 - within) * (1.0 - within)));
        const double turn = 2.0 * std::numbers::pi * n * kGolden;
        const double step = n * kAlong;
        places.push_back(
            {{r * std::cos(turn), r * std::sin(turn)}, 2.0 * (step - std::floor(step)) - 1.0});
    }
    return places;
}

double length(Point p) {
    return std::hypot(p.x, p.y);
}

bool covers(const Footprint& footprint, Point p) {
    const Point d = p - footprint.middle;
    const double square = dot(footprint.half, footprint.half);
    const double t = square > 0.0 ? std::clamp(dot(d, footprint.half) / square, -1.0, 1.0) : 0.0;
    const Point away = d - t * footprint.half;
    return dot(away, away) < footprint.radius * footprint.radius;
}

/// Footprints by square bins as wide as the largest footprint: what overlaps lies in the same or in
/// one of the eight bins around.
class Bins {
public:
    explicit Bins(std::span<const Footprint> footprints) : footprints_(footprints) {
        for (const Footprint& f : footprints) {
            width_ = std::max(width_, 2.0 * (f.radius + length(f.half)));
        }
        for (std::size_t i = 0; i < footprints.size(); ++i) {
            bins_[bin_of(footprints[i].middle)].push_back(i);
        }
    }

    std::vector<const Footprint*> near(std::size_t index) const {
        const Footprint& own = footprints_[index];
        const auto [column, row] = bin_of(own.middle);
        std::vector<const Footprint*> found;
        for (long x = column - 1; x <= column + 1; ++x) {
            for (long y = row - 1; y <= row + 1; ++y) {
                const auto bin = bins_.find({x, y});
                if (bin == bins_.end()) continue;
                for (const std::size_t i : bin->second) {
                    if (i != index) found.push_back(&footprints_[i]);
                }
            }
        }
        return found;
    }

private:
    std::pair<long, long> bin_of(Point p) const {
        return {std::lround(std::floor(p.x / width_)), std::lround(std::floor(p.y / width_))};
    }

    std::span<const Footprint> footprints_;
    double width_ = 1e-6;
    std::map<std::pair<long, long>, std::vector<std::size_t>> bins_;
};

}  // namespace

double overlapped_share(std::span<const Footprint> footprints) {
    const Bins bins(footprints);
    const std::vector<Place> places = equal_places();
    const auto overlapped = [&](std::size_t index) {
        const Footprint& own = footprints[index];
        const std::vector<const Footprint*> near = bins.near(index);
        const auto shared = std::count_if(places.begin(), places.end(), [&](const Place& place) {
            const Point p = own.middle + place.along * own.half + own.radius * place.off;
            return std::any_of(
                near.begin(), near.end(), [p](const Footprint* f) { return covers(*f, p); });
        });
        return own.fluid * static_cast<double>(shared) / static_cast<double>(kPoints);
    };
    std::vector<double> parts(footprints.size());
    parallel_for(footprints.size(), [&](std::size_t i) { parts[i] = overlapped(i); });
    const double all =
        parallel_sum(footprints.size(), [&](std::size_t i) { return footprints[i].fluid; });
    const double sum = parallel_sum(parts.size(), [&](std::size_t i) { return parts[i]; });
    return all > 0.0 ? sum / all : 0.0;
}

}  // namespace mesogrid::models
