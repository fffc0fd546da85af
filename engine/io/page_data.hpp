#pragma once

#include <string>

#include "engine/io/result_reader.hpp"

namespace mesogrid {

/// What the report page shows, as one block of bytes: the length of the text that follows (u32),
/// a JSON text padded to a multiple of 8, then arrays in little-endian order, each at a multiple of
/// 8. The text is `{"result": …, "program": …, "pages": […]}`, `result` as to_json gives it;
/// where a page has an array it says `{"at", "count", "type"}`: bytes from the first array, and
/// "f4", "u2" or "q2". A q2 has a row of `scales` per `row` values: value = (q/65535)^2 scale.
///
/// `file` is what the page was made from, for its reader; "" when it was made with the results.
std::string page_data(const Comparison& comparison,
                      const ProgramFacts& program,
                      const std::string& file);

}  // namespace mesogrid
