#include "models/metrics/region_evaluation.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/units.hpp"

namespace mesogrid::models {
namespace {

constexpr std::array kRegions = {Region::whole, Region::interior, Region::edge_band};

}  // namespace

std::string reason_of_emptiness(Region region, const Target& target) {
    const std::string margin = write_quantity(target.interior_margin.base(), "mm");
    switch (region) {
        case Region::interior:
            return fmt::format("the interior is empty: the margin of {} leaves nothing", margin);
        case Region::edge_band:
            return fmt::format("the edge band is empty: the margin is {}", margin);
        case Region::whole:
            break;
    }
    return "the target has no area";
}

double RegionDose::in_prescribed_unit(double base) const {
    return in_unit(base, prescription.threshold_unit);
}

void RegionEvaluation::accept(const AssessedPlane& plane) {
    MESOGRID_EXPECTS(result_.measures.empty());
    for (const Region region : kRegions) {
        const RegionDose dose{assessment_.prescription, plane.distribution(region), region};
        for (const RegionMeasure& measure : measures_) {
            Outcome found = outcome(measure, region, dose);
            result_.measures.push_back(
                {.name = measure.name,
                 .region = region,
                 .value = found.value,
                 .reason = std::move(found.reason),
                 .unit = measure.unit.empty() ? dose.prescription.threshold_unit : measure.unit,
                 .better = measure.better});
        }
        if (!curve_ || dose.doses.empty()) continue;
        result_.curves.push_back(curve_(dose));
        result_.curves.back().region = region;
    }
}

MetricResult RegionEvaluation::finish(const Contributions*) {
    return std::move(result_);
}

Outcome RegionEvaluation::outcome(const RegionMeasure& measure,
                                  Region region,
                                  const RegionDose& dose) const {
    if (dose.doses.empty()) return Outcome::none(reason_of_emptiness(region, assessment_.target));
    return measure.evaluate(dose);
}

std::string percent_text(double share) {
    return fmt::format("{:.6g}", 100.0 * share);
}

}  // namespace mesogrid::models
