#pragma once

#include <string>
#include <vector>

#include "engine/run/run_result.hpp"

namespace mesogrid::app {

/// What the caller wants of a measure: `interior.V80 >= 90 %`.
struct Goal {
    enum class Relation { at_least, at_most, above, below };

    std::string text;     ///< as written
    std::string measure;  ///< full name
    Relation relation = Relation::at_least;
    double value = 0.0;
    std::string unit;  ///< "" for the measure's own
};

/// Reads the value of one `--require`. Throws InputError (E0409).
Goal read_goal(const std::string& text);

/// Throws InputError when a goal names no measure of the results (E0410, with the nearest name) or
/// a unit that its measure does not have (E0411).
void check_goals(const std::vector<Goal>& goals, const std::vector<const RunResult*>& results);

/// Throws GoalNotMetError with one message for every goal and result where the measure has no value
/// or another than wanted (E0412).
void require_goals(const std::vector<Goal>& goals, const std::vector<const RunResult*>& results);

}  // namespace mesogrid::app
