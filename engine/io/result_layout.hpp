#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/domain/prescription.hpp"

/// Names of what a result file holds (docs/output-format.md), for its writer and its reader.
namespace mesogrid::layout {

inline constexpr std::string_view kFiletype = "mesogrid-result";
inline constexpr std::int64_t kVersion = 1;

/// A name as one step of a path within the file. What HDF5 ('/', "."), its virtual datasets ('%')
/// or XDMF (':') would take for their own becomes '=' and two hexadecimal digits, as '=' itself.
std::string path_step(std::string_view name);

/// "/protocols/0"
std::string protocol(std::size_t index);
/// "/protocols/0/exposure/ascorbate/1": the group of the prescribed solute in one session.
std::string exposure(std::size_t index, const Prescription& prescription);
/// "/protocols/0/fields/ascorbate/1"
std::string fields(std::size_t index, const Prescription& prescription);
/// "/protocols/0/other_solutes/0": ledger and probes of a solute that is not prescribed.
std::string other_solute(const std::string& protocol, std::size_t index);
/// "steps/0007", below fields().
std::string step(std::size_t index);

/// The unit of a quantity in base units, as "ug s/mm3".
std::string unit_of(const Dimension& dimension, const AmountLabel& label);

}  // namespace mesogrid::layout
