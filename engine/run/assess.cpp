#include "engine/run/assess.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/run/sub_cell_dose.hpp"

namespace mesogrid {
namespace {

/// Smaller shares of a sub-cell than this are rounding of the cell fractions.
constexpr double kSmallestShare = 1e-12;
constexpr std::size_t kSortBlocks = 8;

/// A sample and its dose, ordered by dose and then by index: a total order, so that sorting gives
/// one result however it is done.
struct Ranked {
    double dose;
    std::uint32_t sample;

    friend bool operator<(const Ranked& a, const Ranked& b) {
        return a.dose < b.dose || (a.dose == b.dose && a.sample < b.sample);
    }
};

/// Samples in ascending order of dose: blocks sorted on their own, then merged pairwise.
std::vector<Ranked> ranked(const std::vector<double>& doses) {
    std::vector<Ranked> order(doses.size());
    for (std::size_t k = 0; k < doses.size(); ++k) {
        order[k] = {doses[k], static_cast<std::uint32_t>(k)};
    }
    const auto at = [&](std::size_t block) {
        return order.begin() +
               static_cast<std::ptrdiff_t>(order.size() * std::min(block, kSortBlocks) / kSortBlocks);
    };
    parallel_for(kSortBlocks, [&](std::size_t b) { std::sort(at(b), at(b + 1)); });
    for (std::size_t width = 1; width < kSortBlocks; width *= 2) {
        parallel_for(kSortBlocks / (2 * width), [&](std::size_t pair) {
            const std::size_t first = 2 * width * pair;
            std::inplace_merge(at(first), at(first + width), at(first + 2 * width));
        });
    }
    return order;
}

double area_of(const TargetSampling::Sample& sample, Region region) {
    if (region == Region::whole) return sample.area;
    return region == Region::interior ? sample.interior_area : sample.area - sample.interior_area;
}

DoseDistribution distribution_of(const Assessment& assessment,
                                 Region region,
                                 const std::vector<Ranked>& order,
                                 const SubCellDose& dose) {
    const bool no_band = assessment.target.interior_margin <= Length{};
    if (region == Region::edge_band && no_band) return DoseDistribution();
    const double smallest = kSmallestShare * assessment.sampling.sub_raster().cell_area();
    std::vector<DosePiece> pieces;
    pieces.reserve(order.size());
    for (const auto& [mean, sample] : order) {
        const double area = area_of(assessment.sampling.samples()[sample], region);
        if (area <= smallest) continue;
        pieces.push_back({mean, dose.rise_x[sample], dose.rise_y[sample], area});
    }
    return DoseDistribution(std::move(pieces));
}

std::array<DoseDistribution, 3> distributions_of(const Assessment& assessment,
                                                 const SubCellDose& dose) {
    const std::vector<Ranked> order = ranked(dose.mean);
    std::array<DoseDistribution, 3> distributions;
    parallel_for(distributions.size(), [&](std::size_t r) {
        distributions[r] = distribution_of(assessment, static_cast<Region>(r), order, dose);
    });
    return distributions;
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
        defaults.finish();
    }
    return metrics;
}

}  // namespace

std::array<DoseDistribution, 3> dose_distributions(const Assessment& assessment, const Map& map) {
    return distributions_of(assessment, sub_cell_dose(assessment.sampling, map));
}

MetricResult assess(const Assessment& assessment,
                    const std::vector<Map>& planes,
                    const std::vector<std::shared_ptr<const Metric>>& metrics,
                    const Contributions* contributions) {
    MESOGRID_EXPECTS(!planes.empty());
    MESOGRID_EXPECTS(planes.size() == 1 || assessment.prescription.basis == Basis::cumulative);
    const Map map = sum_of(planes);
    const SubCellDose dose = sub_cell_dose(assessment.sampling, map);
    const AssessedPlane plane{map, dose.mean, distributions_of(assessment, dose)};
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
