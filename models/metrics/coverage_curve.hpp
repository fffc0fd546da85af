#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {

/// The curve behind every coverage: share H(d) of the region with a dose of at least d, from 0 to
/// the highest dose in 200 equal steps. H falls from 100 %; the area under it is the mean dose.
class CoverageCurve final : public Metric {
public:
    static constexpr std::string_view name = "coverage_curve";
    static constexpr std::string_view summary =
        "share of the region that gets at least a dose, over the dose";
    static constexpr std::string_view example() { return "kind = \"coverage_curve\"\n"; }
    static CoverageCurve read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        return std::make_unique<RegionEvaluation>(assessment, std::vector<RegionMeasure>{}, curve);
    }

private:
    static constexpr std::size_t kSteps = 200;

    static Curve curve(const RegionDose& region) {
        std::vector<double> doses;
        for (std::size_t n = 0; n <= kSteps; ++n) {
            doses.push_back(region.doses.highest() * static_cast<double>(n) / kSteps);
        }
        Curve curve{.name = "coverage_curve",
                    .x_name = "dose",
                    .x_unit = region.prescription.threshold_unit,
                    .y_name = "share of the region",
                    .y_unit = "%",
                    .x = {},
                    .y = region.doses.areas_at_least(doses)};
        for (double& area : curve.y) area = 100.0 * (area / region.doses.total_area());
        for (const double dose : doses) curve.x.push_back(region.in_prescribed_unit(dose));
        return curve;
    }
};

}  // namespace mesogrid::models
