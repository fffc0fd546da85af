#pragma once

#include <cstddef>

#include "engine/format/hdf5/writer.hpp"
#include "engine/run/run_result.hpp"

namespace mesogrid {

/// Writes one protocol below /protocols/INDEX, all but its fields (docs/output-format.md).
void write_protocol(hdf5::Writer& file, std::size_t index, const RunResult& result);

}  // namespace mesogrid
