#pragma once

#include <string>
#include <vector>

#include "engine/run/scenario.hpp"

namespace mesogrid {

/// Records the parameters that the laws of every solute read for layers that state no value of
/// their own, each once under "data.NAME.PLACE", and notes the laws' remarks.
void record_laws(Params& params, const Scenario& scenario);

/// A fault (E0383) for every entry of `filled_in` that names no value the file writes. An entry may
/// name a value ("delivery.depth") or a table of them ("tissue").
void check_filled_in(Params& params, const std::vector<std::string>& filled_in);

/// Gives the values that `filled_in` names the grade of a guess, and notes them.
void mark_filled_in(Scenario& scenario, const std::vector<std::string>& filled_in);

}  // namespace mesogrid
