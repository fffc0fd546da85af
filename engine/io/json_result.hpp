#pragma once

#include <string>

#include "engine/run/compare.hpp"

namespace mesogrid {

/// One protocol as docs/schema/run.schema.json says, indented, with a final line break. Numbers
/// round-trip; the same result gives the same bytes.
std::string to_json(const RunResult& result);

/// A comparison as docs/schema/compare.schema.json says.
std::string to_json(const Comparison& comparison);

}  // namespace mesogrid
