#pragma once

#include "engine/domain/tissue.hpp"
#include "engine/interfaces/evidence.hpp"

namespace mesogrid::models {

/// Diffusivity in a layer over that in dermis: what the layer states, or the row of its kind in the
/// parameter table (whole epidermis with its junction to the dermis 0.3, the looser hypodermis and
/// muscle 1.5; grade E); 1 in dermis and in layers of another kind.
double layer_factor(const Layer& layer);

/// The row that layer_factor() read, if it read one.
void add_layer_factor(const Layer& layer, Evidence& evidence);

}  // namespace mesogrid::models
