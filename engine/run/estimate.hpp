#pragma once

#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid {

/// What a run will take on this machine with the threads now set, program included.
struct RunEstimate {
    Duration time;
    double bytes = 0.0;  ///< peak of resident memory
};

/// Runs the scenario on maps of four times and twice the cell and extrapolates time and peak memory
/// linearly in the number of cells (fields too, where it asks for any): about a third of the run
/// itself. Where the depots are too narrow for the coarsest cells, twice and 1.4 times. Empty where
/// even these are refused; throws what the run itself would throw. Memory that earlier runs of
/// this process left is not counted.
std::optional<RunEstimate> estimate_run(const Scenario& scenario);

}  // namespace mesogrid
