#pragma once

#include <vector>

#include "engine/interfaces/metric.hpp"

namespace mesogrid {

/// Values of a map over one region, sorted ascending with the area each stands for.
DoseDistribution dose_distribution(const TargetSampling& sampling,
                                   const std::vector<double>& sample_values,
                                   Region region);

/// Evaluates every metric of the catalog on the maps of a run (one per session): measures and curves in
/// the catalog's order. Deterministic: equal values keep the order of their samples.
MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& sessions,
                    const MetricCatalog& metrics,
                    const Contributions* contributions);

}  // namespace mesogrid
