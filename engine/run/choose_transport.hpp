#pragma once

#include <string>

#include "engine/run/scenario.hpp"
#include "engine/transport/spectral/response_store.hpp"

namespace mesogrid {

/// Why the tissue or kinetics of a scenario need the grid solver, as part of a sentence; empty
/// where they do not.
std::string needs_grid(const Tissue& tissue);

/// Does the grid solver carry this scenario: because it says so, or because it must.
bool runs_on_grid(const Scenario& scenario);

/// Carries a problem of the scenario with the solver it needs. The result's notes say which one
/// where that was not the spectral solver, and why.
TransportResult carry_by_chosen(const Scenario& scenario,
                                const TransportProblem& problem,
                                Sink& sink,
                                ResponseStore& responses);

/// Mass balance beyond which a result is not handed out, of what was delivered.
double balance_limit(const Scenario& scenario);

}  // namespace mesogrid
