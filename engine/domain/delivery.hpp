#pragma once

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// How one insertion places the product.
enum class Technique { bolus };

/// What every insertion of a scenario is meant to do.
struct Delivery {
    Technique technique = Technique::bolus;
    Length depth;       ///< vertical, skin surface to outlet
    Volume volume;      ///< asked per puncture
    double leak = 0.0;  ///< share of the volume that leaks out before the depot forms, 0 to 1
};

}  // namespace mesogrid
