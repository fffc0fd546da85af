#pragma once

#include <string>

#include "engine/base/quantity.hpp"
#include "engine/domain/exposure.hpp"
#include "engine/geometry/outline.hpp"

namespace mesogrid {

/// The treatment area and the layer in which the dose is judged.
struct Target {
    std::string site;  ///< "" when the tissue is written out
    Outline outline;
    std::string layer;
    DepthBand band;          ///< of that layer
    Length interior_margin;  ///< interior: farther than this from the border
};

}  // namespace mesogrid
