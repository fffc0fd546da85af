#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mesogrid {

/// The candidate nearest to `word` (restricted Damerau-Levenshtein distance, at most a third of the
/// longer length, first wins on a tie), or "" when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace mesogrid
