#pragma once

#include "engine/base/progress.hpp"
#include "engine/interfaces/catalogs.hpp"
#include "engine/run/fields.hpp"
#include "engine/run/run_result.hpp"
#include "engine/run/scenario.hpp"
#include "engine/transport/spectral/response_store.hpp"

namespace mesogrid {

/// Runs one protocol from plan to measures. Same bits for any number of threads.
/// Throws InputError (nothing left to inject, no such quantity), RefusedError (too large) and
/// SimulationError (mass balance beyond 1e-10, a number that is not finite). Fields that the
/// scenario asks for are computed only where `fields` takes them.
RunResult simulate(const Scenario& scenario, FieldSink* fields = nullptr, Progress progress = {});

/// The same with response tables that runs on the same tissue share.
RunResult simulate(const Scenario& scenario,
                   ResponseStore& responses,
                   FieldSink* fields,
                   Progress progress = {});

}  // namespace mesogrid
