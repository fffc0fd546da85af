#pragma once

#include <string>

#include "engine/format/hdf5/writer.hpp"
#include "engine/run/compare.hpp"

namespace mesogrid {

/// Writes punctures, measures, curves, ledger and probes below the group of their protocol. What
/// has no value is not a number there.
void write_tables(hdf5::Writer& file, const std::string& protocol, const RunResult& result);

/// Writes the rows of a comparison as columns below /comparison.
void write_comparison(hdf5::Writer& file, const Comparison& comparison);

}  // namespace mesogrid
