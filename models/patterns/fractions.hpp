#pragma once

#include <string_view>
#include <vector>

#include "engine/format/params.hpp"
#include "engine/geometry/point.hpp"

namespace mesogrid::models {

/// The key of a place as shares of a width and a height: ["50 %", "0 %"].
constexpr QuantityKey<Quantity<Dimension{}>> fraction_key(std::string_view name,
                                                          std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "%",
            .minimum = Quantity<Dimension{}>::from_base(0.0),
            .maximum = Quantity<Dimension{}>::from_base(1.0)};
}

/// The place such a list names, or `otherwise` where it has not two entries.
inline Point fraction(const std::vector<Quantity<Dimension{}>>& pair, Point otherwise) {
    return pair.size() == 2 ? Point{pair[0].base(), pair[1].base()} : otherwise;
}

}  // namespace mesogrid::models
