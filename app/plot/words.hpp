#pragma once

#include <string>
#include <vector>

#include "engine/run/run_result.hpp"

namespace mesogrid::plot {

/// A unit for people: "ug s/mm3" as "µg s/mm³".
std::string shown_unit(const std::string& unit);

/// "auc of ascorbate [µg s/mm³]", in the unit of the threshold.
std::string quantity_title(const Prescription& prescription);

/// "dermis, 0.075 to 1.375 mm deep, depth_mean, until 6 h, per_session"
std::string place_and_time(const RunResult& result);

/// What the threshold stands on; an illustrative one is called so.
std::string threshold_text(const Prescription& prescription);

/// A number of base units of the prescribed quantity in the unit of the threshold.
double in_threshold_unit(double base, const Prescription& prescription);

/// "10 min", "6 h", "7 d": in the unit that people would take.
std::string time_text(Duration time);

/// "A", "B" … for protocols side by side.
std::string letter(std::size_t index);

}  // namespace mesogrid::plot
