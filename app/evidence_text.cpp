#include "app/evidence_text.hpp"

#include <fmt/format.h>

namespace mesogrid::app {

std::string evidence_text(const RunResult& result) {
    if (!result.weakest_grade) return {};
    std::size_t graded = 0;
    std::size_t weakest = 0;
    std::string outside;
    for (const ResolvedValue& value : result.resolved) {
        graded += value.grade ? 1U : 0U;
        weakest += value.grade == result.weakest_grade ? 1U : 0U;
        if (value.outside_range) outside += (outside.empty() ? "" : ", ") + value.path;
    }
    std::string text = fmt::format("Weakest grade of the inputs: {} ({} of {} graded ones)",
                                   to_text(*result.weakest_grade),
                                   weakest,
                                   graded);
    if (!outside.empty()) text += "; outside their range: " + outside;
    return text;
}

}  // namespace mesogrid::app
