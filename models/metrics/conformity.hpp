#pragma once

#include <string_view>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// How well the place of enough dose fits the target. TV is the target, PI all places of the map
/// with at least the threshold, TV_PI both. `conformity` = TV_PI^2/(TV PI) (Paddick 2000, J
/// Neurosurg 93 Suppl 3:219); `conformation_number` = (TV_PI/TV)(TV_PI/PI) (van't Riet et al 1997,
/// Int J Radiat Oncol Biol Phys 37:731), which at one reference dose is the same number;
/// `selectivity` = TV_PI/PI; `gradient_index` = PI at half the threshold over PI. For the whole
/// target only, and only where the map goes on around it (numerics.surroundings).
class Conformity final : public Metric {
public:
    static constexpr std::string_view name = "conformity";
    static constexpr std::string_view summary =
        "fit of the place of enough dose to the target, steepness of its edge; needs "
        "numerics.surroundings";
    static constexpr std::string_view example() { return "kind = \"conformity\"\n"; }
    static Conformity read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override;
};

}  // namespace mesogrid::models
