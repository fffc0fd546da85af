#pragma once

#include <string>
#include <vector>

#include "engine/format/keys.hpp"

namespace mesogrid {

/// One resolved value taken apart for tables.
struct ResolvedRow {
    std::string key;
    std::string written;  ///< as the scenario writes it
    std::string value;    ///< without quotes and, for quantities, without the unit
    std::string unit;     ///< "" for what is no quantity
    std::string origin;   ///< "scenario" or "default"
    std::string where;    ///< file:line of a stated value
    std::string source;   ///< of a default
    std::string grade;    ///< of that source, A to E; "" where none is stated
    std::string kind;     ///< unit of the key itself: "mm", "1"; "" for text, words and flags
    std::string range;    ///< plausible values, where data know them
    std::string outside;  ///< "yes" when the value lies outside of that range
};

std::vector<ResolvedRow> resolved_table(const std::vector<ResolvedValue>& values,
                                        const std::string& label);

}  // namespace mesogrid
