#pragma once

#include "engine/base/parameter.hpp"

namespace mesogrid::models {

/// Every row of parameters.csv, read once.
const ParameterTable& parameters();

}  // namespace mesogrid::models
