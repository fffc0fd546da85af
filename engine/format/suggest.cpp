#include "engine/format/suggest.hpp"

#include <algorithm>

namespace mesogrid {
namespace {

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + same});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t fewest = 0;
    if (word.size() > 100) return best;
    for (const std::string& candidate : candidates) {
        const std::size_t edits = edit_distance(word, candidate);
        const std::size_t allowed = std::max(word.size(), candidate.size()) / 3;
        if (edits > allowed || (!best.empty() && edits >= fewest)) continue;
        best = candidate;
        fewest = edits;
    }
    return best;
}

}  // namespace mesogrid
