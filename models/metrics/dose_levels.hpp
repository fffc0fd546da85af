#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/metrics/region_evaluation.hpp"
#include "models/metrics/share_key.hpp"

namespace mesogrid::models {

/// `mean_dose`, and D_v: the largest dose that at least v % of the region gets, in the unit of the
/// threshold. D95 and D98 are near the minimum, D2 and D5 near the maximum. Source: ICRU Report 83
/// (2010), section 3.
class DoseLevels final : public Metric {
public:
    static constexpr std::string_view name = "dose_levels";
    static constexpr std::string_view summary =
        "mean dose, and the dose that the hottest v % of the region get at least (D95 ...)";
    static constexpr std::string_view example() {
        return "kind = \"dose_levels\"\nshares = [\"98 %\", \"95 %\", \"50 %\", \"5 %\", \"2 "
               "%\"]\n";
    }
    static DoseLevels read(Params& params) {
        return DoseLevels(read_shares(params,
                                      {.name = "shares",
                                       .meaning = "shares v of the region that get D_v or more",
                                       .unit = "%",
                                       .minimum = Share::from_base(0.001),
                                       .maximum = Share::from_base(1.0),
                                       .source = "98, 95, 50, 5 and 2 %"},
                                      {0.98, 0.95, 0.50, 0.05, 0.02}));
    }

    explicit DoseLevels(std::vector<double> shares) : shares_(std::move(shares)) {}

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        std::vector<RegionMeasure> measures = {{"mean_dose", "", Better::none, mean}};
        for (const double share : shares_) measures.push_back(hottest(share));
        return std::make_unique<RegionEvaluation>(assessment, std::move(measures));
    }

private:
    /// From this share on D_v speaks of the cold side, where more is better.
    static constexpr double kNearMinimum = 0.9;

    static Outcome mean(const RegionDose& region) {
        return Outcome::of(region.in_prescribed_unit(region.doses.mean()));
    }
    static RegionMeasure hottest(double share) {
        return {
            "D" + percent_text(share),
            "",
            share >= kNearMinimum ? Better::higher : Better::none,
            [share](const RegionDose& region) {
                return Outcome::of(region.in_prescribed_unit(region.doses.dose_of_hottest(share)));
            }};
    }

    std::vector<double> shares_;
};

}  // namespace mesogrid::models
