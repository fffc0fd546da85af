#pragma once

#include <optional>

#include "engine/format/params.hpp"

namespace mesogrid::models {

/// Depth and volume that a point, or a part of a pattern, states instead of [delivery].
struct OwnDelivery {
    std::optional<Length> depth;
    std::optional<Volume> volume;
};

inline OwnDelivery read_own_delivery(Params& params) {
    return {
        params.read_optional(QuantityKey<Length>{.name = "depth",
                                                 .meaning = "its own vertical depth; default "
                                                            "delivery.depth",
                                                 .unit = "mm",
                                                 .minimum = 0.0 * units::mm,
                                                 .maximum = 100.0 * units::mm}),
        params.read_optional(QuantityKey<Volume>{.name = "volume",
                                                 .meaning = "its own volume per puncture; default "
                                                            "delivery.volume",
                                                 .unit = "uL",
                                                 .minimum = 0.001 * units::uL,
                                                 .maximum = 5000.0 * units::uL})};
}

}  // namespace mesogrid::models
