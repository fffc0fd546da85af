#include "engine/run/assess.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/run/dose_order.hpp"
#include "engine/run/sub_cell_dose.hpp"

namespace mesogrid {
namespace {

/// Smaller shares of a sub-cell than this are rounding of the cell fractions.
constexpr double kSmallestShare = 1e-12;

DoseDistribution distribution_of(const Assessment& assessment,
                                 Region region,
                                 const std::vector<std::uint32_t>& order,
                                 const SubCellDose& dose) {
    const bool no_band = assessment.target.interior_margin <= Length{};
    if (region == Region::edge_band && no_band) return DoseDistribution();
    const double smallest = kSmallestShare * assessment.sampling.sub_raster().cell_area();
    std::vector<DosePiece> pieces;
    pieces.reserve(order.size());
    for (const std::uint32_t sample : order) {
        const double area = assessment.sampling.samples()[sample].area_in(region);
        if (area <= smallest) continue;
        pieces.push_back({dose.mean[sample], dose.rise_x[sample], dose.rise_y[sample], area});
    }
    return DoseDistribution(std::move(pieces));
}

std::array<DoseDistribution, 3> distributions_of(const Assessment& assessment,
                                                 const SubCellDose& dose) {
    const std::vector<std::uint32_t> order = dose_order(dose.mean);
    std::array<DoseDistribution, 3> distributions;
    parallel_for(distributions.size(), [&](std::size_t r) {
        distributions[r] = distribution_of(assessment, static_cast<Region>(r), order, dose);
    });
    return distributions;
}

/// None unless at least one cell lies beyond the target on every side.
std::optional<Surroundings> surroundings_of(const Assessment& assessment, const Map& map) {
    const Raster& raster = map.raster;
    const Box target = assessment.target.outline.bounding_box();
    const Box all = raster.box();
    const double cell = raster.spacing * (1.0 - 1e-6);
    if (target.low.x - all.low.x < cell || target.low.y - all.low.y < cell ||
        all.high.x - target.high.x < cell || all.high.y - target.high.y < cell) {
        return std::nullopt;
    }
    const Outline box = Outline::rectangle(
        Length::from_base(all.width()), Length::from_base(all.height()), all.centre());
    Target everywhere = assessment.target;
    everywhere.outline = box;
    everywhere.interior_margin = Length{};
    const TargetSampling sampling(box, Length{}, raster, assessment.sampling.refinement());
    const SubCellDose dose = sub_cell_dose(sampling, map);
    Surroundings surroundings{distribution_of({.target = everywhere,
                                               .sampling = sampling,
                                               .prescription = assessment.prescription,
                                               .punctures = {}},
                                              Region::whole,
                                              dose_order(dose.mean),
                                              dose)};
    for (int j = 0; j < raster.ny; ++j) {
        const bool outer_row = j == 0 || j + 1 == raster.ny;
        for (int i = 0; i < raster.nx; i += outer_row ? 1 : raster.nx - 1) {
            surroundings.highest_at_the_end =
                std::max(surroundings.highest_at_the_end, map.values[raster.index(i, j)]);
        }
    }
    return surroundings;
}

Map sum_of(const std::vector<Map>& planes) {
    Map sum = planes.front();
    for (std::size_t p = 1; p < planes.size(); ++p) {
        MESOGRID_EXPECTS(planes[p].raster == sum.raster);
        for (std::size_t cell = 0; cell < sum.values.size(); ++cell) {
            sum.values[cell] += planes[p].values[cell];
        }
    }
    return sum;
}

/// Every row of the catalog as an empty table reads it.
std::vector<std::shared_ptr<const Metric>> with_defaults(const MetricCatalog& catalog) {
    std::vector<std::shared_ptr<const Metric>> metrics;
    for (const CatalogRow<Metric>& entry : catalog) {
        Params defaults(Node{.value = Node::Table{}, .where = {}, .written = {}});
        metrics.push_back(entry.read(defaults));
        defaults.throw_faults();
    }
    return metrics;
}

}  // namespace

std::array<DoseDistribution, 3> dose_distributions(const Assessment& assessment, const Map& map) {
    return distributions_of(assessment, sub_cell_dose(assessment.sampling, map));
}

std::array<DoseDistribution, 3> dose_distributions(const Assessment& assessment,
                                                   const SubCellDose& dose) {
    return distributions_of(assessment, dose);
}

MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& planes,
                    const std::vector<std::shared_ptr<const Metric>>& metrics,
                    const Contributions* contributions) {
    MESOGRID_EXPECTS(!planes.empty());
    MESOGRID_EXPECTS(planes.size() == 1 || assessment.prescription.basis == Basis::cumulative);
    const Map map = sum_of(planes);
    const SubCellDose dose = sub_cell_dose(assessment.sampling, map);
    const AssessedPlane plane{
        map, dose.mean, distributions_of(assessment, dose), surroundings_of(assessment, map)};
    std::vector<MetricResult> results(metrics.size());
    parallel_for(metrics.size(), [&](std::size_t m) {
        const auto evaluation = metrics[m]->begin(assessment);
        evaluation->accept(plane);
        results[m] = evaluation->finish(contributions);
    });
    MetricResult all;
    for (MetricResult& result : results) {
        std::move(result.measures.begin(), result.measures.end(), std::back_inserter(all.measures));
        std::move(result.curves.begin(), result.curves.end(), std::back_inserter(all.curves));
        std::move(result.tables.begin(), result.tables.end(), std::back_inserter(all.tables));
    }
    return all;
}

MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& planes,
                    const MetricCatalog& metrics,
                    const Contributions* contributions) {
    return assess(assessment, planes, with_defaults(metrics), contributions);
}

}  // namespace mesogrid
