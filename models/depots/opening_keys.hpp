#pragma once

#include <string>

#include "engine/format/params.hpp"

#include "models/depots/opening_formation.hpp"
#include "models/depots/opening_law.hpp"

namespace mesogrid::models {

/// Everything that a scenario can say about an opening flow.
struct OpeningFlowSettings {
    OpeningLaw law;
    FlowFollowed followed;
    double viscosity = 0.0;  ///< of the product, kPa s

    /// All numbers, as text: equal texts, equal depots.
    std::string text() const;
};

/// Reads the keys of `[depot] kind = "opening-flow"`; what is not written comes from
/// parameters.csv.
OpeningFlowSettings read_opening_flow(Params& params);

}  // namespace mesogrid::models
