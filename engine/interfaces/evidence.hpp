#pragma once

#include <string>
#include <vector>

#include "engine/base/parameter.hpp"

namespace mesogrid {

/// What an answer of a model stands on.
struct Evidence {
    std::vector<Parameter> parameters;  ///< rows of the parameter table that went into it
    std::vector<std::string> remarks;   ///< what a reader must know, e.g. of an extrapolation
};

}  // namespace mesogrid
