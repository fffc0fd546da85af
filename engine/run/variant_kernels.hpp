#pragma once

#include <vector>

#include "engine/run/depot_responses.hpp"

/// Private to the run floor.
namespace mesogrid {

/// Fills the part of `made` that tells what insertions at other depths and volumes would give:
/// depths, volumes, depth_of, volume_of, parts, kernels; or no_kernels.
void add_variant_kernels(const Scenario& scenario,
                         const std::vector<Puncture>& planned,
                         double cell,
                         ResponseStore& responses,
                         DepotResponses& made);

}  // namespace mesogrid
