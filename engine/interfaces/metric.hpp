#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/domain/deposit.hpp"
#include "engine/domain/dose_distribution.hpp"
#include "engine/domain/measured.hpp"
#include "engine/domain/prescription.hpp"
#include "engine/domain/puncture.hpp"
#include "engine/domain/table.hpp"
#include "engine/domain/target.hpp"
#include "engine/geometry/target_sampling.hpp"
#include "engine/interfaces/catalog.hpp"
#include "engine/interfaces/contributions.hpp"

namespace mesogrid {

/// What a metric is asked about.
struct Assessment {
    const Target& target;
    const TargetSampling& sampling;
    const Prescription& prescription;
    std::span<const Puncture> punctures;
    /// At each sample, how many punctures reach the threshold alone; null where their own shares
    /// are not known.
    const std::vector<std::uint32_t>* multiplicity = nullptr;
    const Deposit* deposit = nullptr;  ///< null where nobody says where the product lies
};

/// The dose of a map that goes on around the target.
struct Surroundings {
    DoseDistribution everywhere;      ///< of the whole map
    double highest_at_the_end = 0.0;  ///< of the outermost cells
};

/// The prescribed quantity over the target, per region.
struct AssessedPlane {
    const Map& map;                                 ///< on assessment.sampling.raster()
    std::span<const double> sample_values;          ///< means of assessment.sampling.samples()
    std::array<DoseDistribution, 3> distributions;  ///< indexed by Region
    std::optional<Surroundings> surroundings{};     ///< none where the map ends with the target

    const DoseDistribution& distribution(Region region) const {
        return distributions[static_cast<std::size_t>(region)];
    }
};

/// Numbers, curves and tables of one metric.
struct MetricResult {
    std::vector<Measured> measures;
    std::vector<Curve> curves;
    std::vector<Table> tables;
};

/// One evaluation of a metric over one run: planes come in, numbers come out.
class MetricEvaluation {
public:
    virtual ~MetricEvaluation() = default;
    virtual void accept(const AssessedPlane& plane) = 0;
    /// `contributions` gives each puncture's own share on demand; null where physics is not linear.
    virtual MetricResult finish(const Contributions* contributions) = 0;
};

/// A measure of a dose map. Const; begin() starts one evaluation, so runs share it.
/// Promises (tests/contracts): every value finite, or null with a reason; unit stated; names
/// unique; doubling dose and threshold changes no scale-free value.
class Metric {
public:
    virtual ~Metric() = default;
    virtual std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const = 0;
};

using MetricCatalog = Catalog<Metric>;

}  // namespace mesogrid
