#pragma once

#include <vector>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// One layer as one solute sees it (models.md 4.1): diffusivity and clearance already divided by
/// the retardation factor.
struct MediumLayer {
    Length thickness;
    Diffusivity diffusivity;  ///< D / R_f
    Rate clearance;           ///< kappa / R_f
    double capacity = 1.0;  ///< g = porosity * partition * retardation; A/g and flux are continuous
};

/// Laterally uniform layers from the surface downward, no flux at top and bottom.
struct Medium {
    std::vector<MediumLayer> layers;
};

}  // namespace mesogrid
