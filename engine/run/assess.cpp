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

constexpr std::size_t kPiecesPerBlock = 16384;

/// Every sample of a sampling as a piece of the whole target, ascending by dose, and what of each
/// lies in the interior, mm2.
struct OrderedPieces {
    std::vector<DosePiece> whole;
    std::vector<double> interior;
    double smallest = 0.0;  ///< area below which a piece is rounding, mm2

    OrderedPieces(const TargetSampling& sampling, const SubCellDose& dose)
        : whole(dose.mean.size()),
          interior(dose.mean.size()),
          smallest(kSmallestShare * sampling.sub_raster().cell_area()) {
        const std::vector<std::uint32_t> order = dose_order(dose.mean);
        parallel_for_blocks(
            order.size(), kPiecesPerBlock, [&](std::size_t first, std::size_t last) {
                for (std::size_t i = first; i < last; ++i) {
                    const std::uint32_t k = order[i];
                    const TargetSampling::Sample& sample = sampling.samples()[k];
                    whole[i] = {dose.mean[k], dose.rise_x[k], dose.rise_y[k], sample.area};
                    interior[i] = sample.interior_area;
                }
            });
    }

    DoseDistribution of(Region region) const {
        std::vector<DosePiece> pieces;
        pieces.reserve(region == Region::edge_band ? 0 : whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            double area = whole[i].area;
            if (region == Region::interior) area = interior[i];
            if (region == Region::edge_band) area -= interior[i];
            if (area <= smallest) continue;
            pieces.push_back(whole[i]);
            pieces.back().area = area;
        }
        return DoseDistribution(std::move(pieces));
    }
};

std::array<DoseDistribution, 3> distributions_of(const Assessment& assessment,
                                                 const SubCellDose& dose) {
    const OrderedPieces pieces(assessment.sampling, dose);
    const bool no_band = assessment.target.interior_margin <= Length{};
    std::array<DoseDistribution, 3> distributions;
    parallel_for(distributions.size(), [&](std::size_t r) {
        const auto region = static_cast<Region>(r);
        if (region == Region::edge_band && no_band) return;
        distributions[r] = pieces.of(region);
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
    const TargetSampling sampling(box, Length{}, raster, assessment.sampling.refinement());
    Surroundings surroundings{
        OrderedPieces(sampling, sub_cell_dose(sampling, map)).of(Region::whole)};
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
                    const Contributions* contributions,
                    Progress progress) {
    MESOGRID_EXPECTS(!planes.empty());
    MESOGRID_EXPECTS(planes.size() == 1 || assessment.prescription.basis == Basis::cumulative);
    const Map map = sum_of(planes);
    const SubCellDose dose = sub_cell_dose(assessment.sampling, map);
    const AssessedPlane plane{
        map, dose.mean, distributions_of(assessment, dose), surroundings_of(assessment, map)};
    std::vector<MetricResult> results(metrics.size());
    ProgressCount count_done(progress, metrics.size());
    parallel_for(metrics.size(), [&](std::size_t m) {
        const auto evaluation = metrics[m]->begin(assessment);
        evaluation->accept(plane);
        results[m] = evaluation->finish(contributions);
        count_done.step();
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
