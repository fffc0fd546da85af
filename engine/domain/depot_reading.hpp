#pragma once

#include <optional>
#include <vector>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// What the formation of one puncture says beside its depots; a model leaves empty what it does not
/// know. Volumes in `deposited`, `surface_loss` and `wrong_layer` sum to the delivered volume where
/// `deposited` is given.
struct DepotReading {
    std::optional<Volume> depot_volume;      ///< current tissue around the injectate, models.md 1
    std::optional<Length> wheal_diameter;    ///< of a line: its width
    std::optional<Length> wheal_height;      ///< at its highest, right after the injection
    std::optional<Pressure> peak_pressure;   ///< at the outlet, over rest
    std::optional<Duration> bump_half_life;  ///< until the wheal is half as high as at its highest
    std::vector<Volume> deposited;           ///< fluid in each layer of the tissue
    /// False where it was solved together with neighbours: without one of them it would lie
    /// elsewhere.
    bool formed_alone = true;
    Volume surface_loss;  ///< runs over the skin while the depot forms; in no depot
    Volume wrong_layer;   ///< goes into muscle that the tissue does not name; in no depot
};

}  // namespace mesogrid
