#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// How one insertion places the product.
enum class Technique { bolus, papule, nappage };
inline constexpr std::array kTechniques = {Technique::bolus, Technique::papule, Technique::nappage};
std::string_view to_text(Technique technique);

/// What every insertion of a scenario is meant to do.
struct Delivery {
    Technique technique = Technique::bolus;
    Length depth;        ///< vertical, skin surface to outlet
    Volume volume;       ///< asked per puncture
    double leak = 0.0;   ///< share of the volume that leaks out before the depot forms, 0 to 1
    VolumeRate rate;     ///< of injection, per needle
    std::string device;  ///< what drives the product; "" when not stated
};

}  // namespace mesogrid
