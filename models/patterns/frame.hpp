#pragma once

#include <string_view>
#include <vector>

#include "engine/format/params.hpp"
#include "engine/interfaces/pattern.hpp"

namespace mesogrid::models {

/// What stated coordinates of a pattern count from.
enum class CountedFrom {
    origin,  ///< the scenario's own coordinates, those of the outline
    centre,  ///< the middle of the outline's bounding box, or the anchor where there is one
};

CountedFrom read_counted_from(Params& params);

/// The point that coordinates count from.
Point counting_point(CountedFrom from, const PatternArea& area);

/// A coordinate of -1000 mm to 1000 mm.
constexpr QuantityKey<Length> coordinate_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mm",
            .minimum = -1000.0 * units::mm,
            .maximum = 1000.0 * units::mm};
}

/// Pairs as points.
std::vector<Point> to_points(const std::vector<std::vector<Length>>& pairs);

}  // namespace mesogrid::models
