#pragma once

#include <string>
#include <vector>

#include "engine/run/fields.hpp"
#include "engine/run/run_result.hpp"

namespace mesogrid {

/// The XDMF sidecar of a result file for ParaView: the map of every protocol, and its fields as one
/// grid over time where it has any. `file` is the result file's name beside it; `fields` has an
/// entry per protocol, null for none. z counts from the skin surface downward.
std::string to_xdmf(const std::string& file,
                    const std::vector<const RunResult*>& protocols,
                    const std::vector<const FieldGrid*>& fields);

}  // namespace mesogrid
