#pragma once

#include <string>

#include "engine/run/run_result.hpp"

namespace mesogrid::app {

/// The worst grade of what the scenario does not state itself, and which inputs lie outside their
/// range, on one line; "" when nothing has a grade.
std::string evidence_text(const RunResult& result);

}  // namespace mesogrid::app
