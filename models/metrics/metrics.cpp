#include "models/catalogs.hpp"
#include "models/metrics/conformity.hpp"
#include "models/metrics/coverage.hpp"
#include "models/metrics/coverage_curve.hpp"
#include "models/metrics/dose_levels.hpp"
#include "models/metrics/effect.hpp"
#include "models/metrics/effort.hpp"
#include "models/metrics/equivalent_dose.hpp"
#include "models/metrics/evenness.hpp"
#include "models/metrics/extremes.hpp"
#include "models/metrics/gaps.hpp"
#include "models/metrics/homogeneity.hpp"
#include "models/metrics/multiplicity.hpp"
#include "models/metrics/scheduling.hpp"
#include "models/metrics/spacing.hpp"
#include "models/metrics/spill.hpp"

namespace mesogrid::models {

/// The metrics of a run, in the order of its report: a new one is a header in this folder and a row
/// here.
MetricCatalog metrics() {
    return {row<Metric, Coverage>(),
            row<Metric, DoseLevels>(),
            row<Metric, Homogeneity>(),
            row<Metric, Evenness>(),
            row<Metric, Extremes>(),
            row<Metric, EquivalentDose>(),
            row<Metric, Effect>(),
            row<Metric, Conformity>(),
            row<Metric, Scheduling>(),
            row<Metric, Gaps>(),
            row<Metric, Multiplicity>(),
            row<Metric, Spacing>(),
            row<Metric, Spill>(),
            row<Metric, Effort>(),
            row<Metric, CoverageCurve>()};
}

}  // namespace mesogrid::models
