#include "models/patterns/uniform_random.hpp"

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"

namespace mesogrid::models {
namespace {

/// Tries per puncture beyond which an outline is too thin for its box.
constexpr std::uint32_t kMostTries = 10000;

Point place_in(const Box& box, std::uint64_t seed, std::uint32_t trial) {
    const auto number = [&](std::uint32_t axis) {
        return uniform_random(
            {.seed = seed, .puncture = trial, .purpose = RandomPurpose::pattern, .index = axis});
    };
    return {box.low.x + number(0) * box.width(), box.low.y + number(1) * box.height()};
}

}  // namespace

std::vector<Point> UniformRandom::positions(const PatternArea& area) const {
    const Box box = area.outline.bounding_box();
    const auto count = static_cast<std::size_t>(count_);
    std::vector<Point> points;
    std::uint32_t tries_since_last = 0;
    for (std::uint32_t trial = 0; points.size() < count; ++trial, ++tries_since_last) {
        if (tries_since_last > kMostTries) {
            throw InputError(Diagnostic{.code = 363,
                                        .key = "pattern.count",
                                        .problem = "the outline fills less than a thousandth of "
                                                   "its bounding box; no random place is found",
                                        .suggestion = "an outline in one piece"});
        }
        const Point place = place_in(box, area.seed, trial);
        if (!area.outline.contains(place)) continue;
        points.push_back(place);
        tries_since_last = 0;
    }
    return points;
}

}  // namespace mesogrid::models
