#pragma once

#include <string>

#include "engine/run/compare.hpp"

namespace mesogrid::app {

/// What `run` prints: prescription, measures by region, punctures, ledger; lines of at most 80
/// columns.
std::string run_table(const RunResult& result);

/// What `compare` prints: the question, the protocols with letters, measures by region with
/// differences from the first; lines of at most 80 columns.
std::string comparison_table(const Comparison& comparison);

}  // namespace mesogrid::app
