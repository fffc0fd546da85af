#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {

/// What the coldest and the hottest point tell: `RTOG_coverage` = lowest dose over the threshold
/// (Shaw et al 1993, Int J Radiat Oncol Biol Phys 27:1231), `ripple` = (highest - lowest)/mean, and
/// `SC_point` = mean/lowest, the scheduling coefficient of a single point.
class Extremes final : public Metric {
public:
    static constexpr std::string_view name = "extremes";
    static constexpr std::string_view summary =
        "coldest point over the threshold (RTOG_coverage), ripple, mean over the coldest point";
    static constexpr std::string_view example() { return "kind = \"extremes\"\n"; }
    static Extremes read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        std::vector<RegionMeasure> measures = {
            {"RTOG_coverage", "1", Better::higher, lowest_over_threshold},
            {"ripple", "1", Better::lower, ripple},
            {"SC_point", "1", Better::lower, mean_over_lowest}};
        return std::make_unique<RegionEvaluation>(assessment, std::move(measures));
    }

private:
    static Outcome lowest_over_threshold(const RegionDose& region) {
        const double threshold = region.prescription.threshold;
        if (threshold <= 0.0) return Outcome::none("the threshold is zero");
        return Outcome::of(region.doses.lowest() / threshold);
    }
    static Outcome ripple(const RegionDose& region) {
        if (region.receives_nothing()) return Outcome::none(std::string(kNothingArrives));
        return Outcome::of((region.doses.highest() - region.doses.lowest()) / region.doses.mean());
    }
    static Outcome mean_over_lowest(const RegionDose& region) {
        if (region.doses.lowest() <= kNoDose * region.doses.highest()) {
            return Outcome::none("the coldest point receives nothing");
        }
        return Outcome::of(region.doses.mean() / region.doses.lowest());
    }
};

}  // namespace mesogrid::models
