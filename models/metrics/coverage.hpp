#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/metrics/region_evaluation.hpp"
#include "models/metrics/share_key.hpp"

namespace mesogrid::models {

/// Which share of a region gets enough: `coverage` (at least the threshold q_p) and V_p (at least
/// p % of it). Equality counts as covered. Source: dose-volume histograms of radiotherapy
/// (Drzymala et al 1991, Int J Radiat Oncol Biol Phys 21:71).
class Coverage final : public Metric {
public:
    static constexpr std::string_view name = "coverage";
    static constexpr std::string_view summary =
        "share of the region that gets at least the threshold, or a part of it (V80 ...)";
    static constexpr std::string_view example() {
        return "kind = \"coverage\"\nlevels = [\"50 %\", \"80 %\", \"100 %\", \"150 %\"]\n";
    }
    static Coverage read(Params& params) {
        return Coverage(read_shares(params,
                                    {.name = "levels",
                                     .meaning = "parts of the threshold that V_p asks for",
                                     .unit = "%",
                                     .minimum = Share::from_base(0.01),
                                     .maximum = Share::from_base(100.0),
                                     .source = "50, 80, 100 and 150 %"},
                                    {0.5, 0.8, 1.0, 1.5}));
    }

    explicit Coverage(std::vector<double> levels) : levels_(std::move(levels)) {}

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        std::vector<RegionMeasure> measures = {at_level("coverage", 1.0)};
        for (const double level : levels_) {
            measures.push_back(at_level("V" + percent_text(level), level));
        }
        return std::make_unique<RegionEvaluation>(assessment, std::move(measures));
    }

private:
    static RegionMeasure at_level(std::string measure, double level) {
        const auto share = [level](const RegionDose& region) {
            const double threshold = region.prescription.threshold;
            if (threshold <= 0.0) {
                return Outcome::none("the threshold is zero: any dose reaches it");
            }
            // The ratio first: all of it is 100 %, not a rounding of it.
            return Outcome::of(100.0 * (region.doses.area_at_least(level * threshold) /
                                        region.doses.total_area()));
        };
        return {std::move(measure), "%", Better::higher, share};
    }

    std::vector<double> levels_;
};

}  // namespace mesogrid::models
