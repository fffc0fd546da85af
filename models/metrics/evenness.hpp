#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {

/// How even the dose is, whatever its height; m is the region's mean. `CU` = 100 (1 - mean|q -
/// m|/m) (Christiansen 1942, Calif Agric Exp Stn Bulletin 670); `DU_lq` and `DU_lh` = 100 times the
/// mean of the lowest quarter and half of the area over m (Burt et al 1997, J Irrig Drain Eng
/// 123:423); `CV` = standard deviation over m.
class Evenness final : public Metric {
public:
    static constexpr std::string_view name = "evenness";
    static constexpr std::string_view summary =
        "uniformity as irrigation measures it (CU, DU_lq, DU_lh), coefficient of variation (CV)";
    static constexpr std::string_view example() { return "kind = \"evenness\"\n"; }
    static Evenness read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        std::vector<RegionMeasure> measures = {
            {"CU", "%", Better::higher, over_mean([](const DoseDistribution& doses) {
                 return 100.0 * (doses.mean() - doses.mean_absolute_deviation());
             })},
            {"DU_lq", "%", Better::higher, lowest(0.25)},
            {"DU_lh", "%", Better::higher, lowest(0.50)},
            {"CV", "1", Better::lower, over_mean([](const DoseDistribution& doses) {
                 return doses.standard_deviation();
             })}};
        return std::make_unique<RegionEvaluation>(assessment, std::move(measures));
    }

private:
    using OutcomeOf = std::function<Outcome(const RegionDose&)>;

    static OutcomeOf over_mean(std::function<double(const DoseDistribution&)> numerator) {
        return [numerator = std::move(numerator)](const RegionDose& region) {
            if (region.receives_nothing()) return Outcome::none(std::string(kNothingArrives));
            return Outcome::of(numerator(region.doses) / region.doses.mean());
        };
    }
    static OutcomeOf lowest(double share) {
        return over_mean(
            [share](const DoseDistribution& doses) { return 100.0 * doses.mean_of_lowest(share); });
    }
};

}  // namespace mesogrid::models
