#pragma once

#include <array>
#include <memory>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/interfaces/metric.hpp"
#include "engine/run/sub_cell_dose.hpp"

namespace mesogrid {

/// How the dose of a map is spread over each region of the target, indexed by Region. A region
/// without area gets an empty distribution; so does the edge band when the margin is 0.
std::array<DoseDistribution, 3> dose_distributions(const Assessment& assessment, const Map& map);

/// The same of doses that are known per sub-cell.
std::array<DoseDistribution, 3> dose_distributions(const Assessment& assessment,
                                                   const SubCellDose& dose);

/// Measures and curves of every metric, in the metrics' order; a metric gives whole area, interior
/// and edge band in that order. `planes` are maps of the prescribed quantity on
/// assessment.sampling.raster(), one per session: with a cumulative basis they are added up, with
/// basis per_session there must be one (contract). `contributions` gives each puncture's own share;
/// null where superposition does not hold. Same bits for any number of threads.
MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& planes,
                    const std::vector<std::shared_ptr<const Metric>>& metrics,
                    const Contributions* contributions,
                    Progress progress = {});

/// The same with every metric of a catalog at its defaults.
MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& planes,
                    const MetricCatalog& metrics,
                    const Contributions* contributions);

}  // namespace mesogrid
