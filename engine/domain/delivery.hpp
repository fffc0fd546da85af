#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// How one insertion places the product: all of it at the outlet, or evenly along a straight path
/// while the needle is drawn back.
enum class Technique { bolus, line, papule, nappage };
inline constexpr std::array kTechniques = {
    Technique::bolus, Technique::line, Technique::papule, Technique::nappage};
std::string_view to_text(Technique technique);

/// What every insertion of a scenario is meant to do.
struct Delivery {
    Technique technique = Technique::bolus;
    Length depth;       ///< vertical, skin surface to outlet; of a line: its deepest point
    Volume volume;      ///< asked per puncture
    double leak = 0.0;  ///< share of the volume that leaks out before the depot forms, 0 to 1
    Length length;      ///< of a line's path along the needle
    Angle angle;        ///< between needle and skin; a line rises with it from `depth`
    /// Where a line's needle points, seen from above: from x towards y. The puncture's position is
    /// the middle of the path.
    Angle direction;
    VolumeRate rate;     ///< of injection, per needle
    std::string device;  ///< what drives the product; "" when not stated
};

}  // namespace mesogrid
