#pragma once

#include <string_view>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// How many punctures reach a place alone (N: own share at least the threshold). `C_1`, `C_2`,
/// `C_3` = share of the region with N >= 1, 2, 3 (k-coverage of sensor networks, Huang and Tseng
/// 2005, Mob Netw Appl 10:519); `exactly_once` = share with N = 1; `multiplicity` = mean of N over
/// what is reached.
class Multiplicity final : public Metric {
public:
    static constexpr std::string_view name = "multiplicity";
    static constexpr std::string_view summary =
        "shares of the region that 1, 2, 3 punctures reach alone, and how often on average";
    static constexpr std::string_view example() { return "kind = \"multiplicity\"\n"; }
    static Multiplicity read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override;
};

}  // namespace mesogrid::models
