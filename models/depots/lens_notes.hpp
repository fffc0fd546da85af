#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/interfaces/depot_model.hpp"

#include "models/depots/lens_law.hpp"

namespace mesogrid::models {

/// What a reader must know about the lenses and ellipsoids of a run: sizes beyond the calibration,
/// fluid in a layer it was not meant for, flattening in thin fat, lenses that overlap.
std::vector<std::string> lens_notes(const LensLaw& law,
                                    std::span<const Puncture> punctures,
                                    const FormationContext& context);

}  // namespace mesogrid::models
