#include "engine/run/leave_one_out.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/run/assess.hpp"
#include "engine/run/reach.hpp"
#include "engine/run/sub_cell_dose.hpp"

namespace mesogrid {
namespace {

Map without(Map map, const Patch& patch) {
    for (int j = 0; j < patch.ny; ++j) {
        for (int i = 0; i < patch.nx; ++i) {
            const auto cell = static_cast<std::size_t>(j) * static_cast<std::size_t>(patch.nx) +
                              static_cast<std::size_t>(i);
            double& value = map.values[map.raster.index(patch.i0 + i, patch.j0 + j)];
            value = std::max(value - patch.values[cell], 0.0);
        }
    }
    return map;
}

std::vector<std::uint32_t> without(std::vector<std::uint32_t> multiplicity, const Reach& reach) {
    for (const SampleRun run : reach.samples) {
        for (std::uint32_t s = run.first; s < run.last; ++s) --multiplicity[s];
    }
    return multiplicity;
}

Measured measured(const Assessment& assessment,
                  const Map& map,
                  const std::shared_ptr<const Metric>& metric,
                  const std::string& full_name,
                  const Contributions* contributions) {
    const MetricResult result = assess(
        assessment, {map}, std::vector<std::shared_ptr<const Metric>>{metric}, contributions);
    for (const Measured& candidate : result.measures) {
        if (candidate.full_name() == full_name) return candidate;
    }
    throw InternalError("the metric has no measure " + full_name);
}

Measured difference(const Measured& all, const Measured& rest) {
    Measured marginal = all;
    marginal.value.reset();
    if (all.value && rest.value) {
        marginal.value = *all.value - *rest.value;
    } else if (all.value) {
        marginal.reason = "without the puncture: " + rest.reason;
    }
    return marginal;
}

}  // namespace

std::vector<Measured> leave_one_out(const Assessment& assessment,
                                    const Map& map,
                                    const std::shared_ptr<const Metric>& metric,
                                    const std::string& full_name,
                                    const Contributions* contributions,
                                    std::span<const DepotReading> readings) {
    const std::size_t count = assessment.punctures.size();
    Measured all = measured(assessment, map, metric, full_name, contributions);
    if (contributions == nullptr || !contributions->adds_up(0)) {
        all.value.reset();
        all.reason = "superposition does not hold: a run without the puncture is needed";
        return std::vector<Measured>(count, all);
    }
    MESOGRID_EXPECTS(contributions->size() == count);
    MESOGRID_EXPECTS(readings.empty() || readings.size() == count);
    const Reaches reaches = reaches_of(assessment.sampling,
                                       sub_cell_dose(assessment.sampling, map).mean,
                                       assessment.prescription.threshold,
                                       *contributions);
    std::vector<Measured> marginals(count);
    parallel_for(count, [&](std::size_t i) {
        if (!readings.empty() && !readings[i].formed_alone) {
            marginals[i] = all;
            marginals[i].value.reset();
            marginals[i].reason = "merged with neighbours: a run without the puncture is needed";
            return;
        }
        std::vector<Puncture> others(assessment.punctures.begin(), assessment.punctures.end());
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        const auto multiplicity = without(reaches.multiplicity, reaches.of_puncture[i]);
        Assessment rest{.target = assessment.target,
                        .sampling = assessment.sampling,
                        .prescription = assessment.prescription,
                        .punctures = others};
        if (assessment.multiplicity != nullptr) rest.multiplicity = &multiplicity;
        const Map left = without(map, contributions->patch(i, 0));
        marginals[i] = difference(all, measured(rest, left, metric, full_name, nullptr));
    });
    return marginals;
}

}  // namespace mesogrid
