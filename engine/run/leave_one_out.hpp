#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/domain/depot_reading.hpp"
#include "engine/interfaces/metric.hpp"

namespace mesogrid {

/// What each puncture adds to one measure: m(all) - m(all without it), one per puncture of
/// `assessment`, with the measure's unit. `full_name` names a measure of `metric`
/// ("interior.D95"); another name is an InternalError. Without a puncture its own share is taken
/// off the map, the puncture off the list and its reach off the multiplicity; nothing is planned
/// anew. Without `contributions` (superposition does not hold) every value is null with that
/// reason, as it is where the measure itself has no value with or without the puncture, and where
/// the `readings` (of every puncture, or none) say that it was not formed alone. Costs one
/// assessment by `metric` per puncture; the coverage of the puncture table comes cheaper
/// (reaches_of).
std::vector<Measured> leave_one_out(const Assessment& assessment,
                                    const Map& map,
                                    const std::shared_ptr<const Metric>& metric,
                                    const std::string& full_name,
                                    const Contributions* contributions,
                                    std::span<const DepotReading> readings = {});

}  // namespace mesogrid
