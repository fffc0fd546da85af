#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {

/// Two homogeneity indices, never called just HI: `HI_icru` = (D2 - D98)/D50 (ICRU Report 83,
/// 2010) and `HI_5_95` = 100 (D5 - D95)/q_p % (Kataria et al 2012, J Med Phys 37:207). 0 is even.
class Homogeneity final : public Metric {
public:
    static constexpr std::string_view name = "homogeneity";
    static constexpr std::string_view summary =
        "near-maximum less near-minimum dose over the median (HI_icru) or the threshold (HI_5_95)";
    static constexpr std::string_view example() { return "kind = \"homogeneity\"\n"; }
    static Homogeneity read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        std::vector<RegionMeasure> measures = {{"HI_icru", "1", Better::lower, icru},
                                               {"HI_5_95", "%", Better::lower, over_threshold}};
        return std::make_unique<RegionEvaluation>(assessment, std::move(measures));
    }

private:
    static Outcome icru(const RegionDose& region) {
        const double median = region.doses.dose_of_hottest(0.5);
        if (median <= kNoDose * region.doses.highest()) {
            return Outcome::none("D50 is zero: half the region receives nothing");
        }
        const double range =
            region.doses.dose_of_hottest(0.02) - region.doses.dose_of_hottest(0.98);
        return Outcome::of(range / median);
    }
    static Outcome over_threshold(const RegionDose& region) {
        const double threshold = region.prescription.threshold;
        if (threshold <= 0.0) return Outcome::none("the threshold is zero");
        const double range =
            region.doses.dose_of_hottest(0.05) - region.doses.dose_of_hottest(0.95);
        return Outcome::of(100.0 * range / threshold);
    }
};

}  // namespace mesogrid::models
