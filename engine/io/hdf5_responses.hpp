#pragma once

#include <optional>
#include <string>

#include "engine/format/hdf5/reader.hpp"
#include "engine/format/hdf5/writer.hpp"
#include "engine/run/run_result.hpp"

/// The group `responses` of a protocol (docs/output-format.md).
namespace mesogrid {

/// Writes nothing where the result has none.
void write_responses(hdf5::Writer& file, const std::string& protocol, const RunResult& result);

/// None where the file was written without.
std::optional<DepotResponses> read_responses(const hdf5::Reader& file, const std::string& protocol);

}  // namespace mesogrid
