#pragma once

#include <string_view>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// Where the dose stays below the threshold: connected pieces of the region (sub-cells of the
/// sampling that share an edge and whose mean dose is below it). `gap_count`, `gap_area`,
/// `largest_gap` (area); for the whole target `cold_spot_radius`, the largest disc that fits into a
/// gap, and the table `gaps` of the largest hundred.
class Gaps final : public Metric {
public:
    static constexpr std::string_view name = "gaps";
    static constexpr std::string_view summary =
        "connected places below the threshold: number, area, largest, largest disc within";
    static constexpr std::string_view example() { return "kind = \"gaps\"\n"; }
    static Gaps read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override;
};

}  // namespace mesogrid::models
