#pragma once

#include <memory>
#include <string_view>

#include "engine/format/params.hpp"
#include "engine/interfaces/pattern.hpp"

namespace mesogrid::models {

/// Reads one of the shipped patterns out of a table inside another pattern; nullptr after a fault.
/// Patterns stand in each other at most four deep (E0360).
std::shared_ptr<const Pattern> read_sub_pattern(Params& params);

/// The same from the required table of that name.
std::shared_ptr<const Pattern> read_sub_pattern(Params& params,
                                                std::string_view name,
                                                std::string_view meaning);

}  // namespace mesogrid::models
