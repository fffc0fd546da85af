#include "engine/run/puncture_table.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/geometry/edge_policy.hpp"
#include "engine/run/sub_cell_dose.hpp"

namespace mesogrid {
namespace {

/// The samples one puncture reaches alone, and what the target loses without it.
struct Reach {
    std::vector<std::uint32_t> samples;  ///< indices into the sampling, ascending
    double marginal_area = 0.0;          ///< mm2 covered with it and not without it
};

Map spread(const Patch& patch, const Raster& raster) {
    Map map{raster, std::vector<double>(raster.size(), 0.0)};
    for (int j = 0; j < patch.ny; ++j) {
        const auto first = patch.values.begin() + static_cast<std::ptrdiff_t>(j) * patch.nx;
        const auto row = static_cast<std::ptrdiff_t>(raster.index(patch.i0, patch.j0 + j));
        std::copy(first, first + patch.nx, map.values.begin() + row);
    }
    return map;
}

/// Lowest and highest dose of the samples in each cell; a cell without samples has lowest >
/// highest.
struct CellRange {
    std::vector<double> lowest;
    std::vector<double> highest;
};

CellRange range_of(const TargetSampling& sampling, const std::vector<double>& sample_values) {
    const Raster& raster = sampling.raster();
    const auto refinement = static_cast<std::uint32_t>(sampling.refinement());
    CellRange range{std::vector<double>(raster.size(), std::numeric_limits<double>::infinity()),
                    std::vector<double>(raster.size(), -std::numeric_limits<double>::infinity())};
    for (std::size_t s = 0; s < sample_values.size(); ++s) {
        const auto& sample = sampling.samples()[s];
        const std::size_t cell = raster.index(static_cast<int>(sample.cell_x / refinement),
                                              static_cast<int>(sample.cell_y / refinement));
        range.lowest[cell] = std::min(range.lowest[cell], sample_values[s]);
        range.highest[cell] = std::max(range.highest[cell], sample_values[s]);
    }
    return range;
}

/// Cells in which the puncture may reach the threshold alone or make the difference to it. The
/// parabolas of a cell stay below three times the highest of its nine averages.
std::vector<char> decisive_cells(const Map& own, const CellRange& all, double threshold) {
    const Raster& raster = own.raster;
    std::vector<char> decisive(raster.size(), 0);
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            double highest = 0.0;
            for (int y = std::max(0, j - 1); y <= std::min(raster.ny - 1, j + 1); ++y) {
                for (int x = std::max(0, i - 1); x <= std::min(raster.nx - 1, i + 1); ++x) {
                    highest = std::max(highest, own.values[raster.index(x, y)]);
                }
            }
            const std::size_t cell = raster.index(i, j);
            const double bound = 3.0 * highest;
            const bool reaches = bound >= threshold;
            const bool decides =
                all.highest[cell] >= threshold && all.lowest[cell] - bound < threshold;
            decisive[cell] = reaches || decides ? 1 : 0;
        }
    }
    return decisive;
}

Reach reach_of(const Patch& patch,
               const TargetSampling& sampling,
               double threshold,
               const std::vector<double>& sample_values,
               const CellRange& all) {
    const Map own_map = spread(patch, sampling.raster());
    const std::vector<double> own =
        sub_cell_means(sampling, own_map, decisive_cells(own_map, all, threshold));
    Reach reach;
    for (std::size_t s = 0; s < own.size(); ++s) {
        if (threshold > 0.0 && own[s] <= 0.0) continue;
        if (own[s] >= threshold) reach.samples.push_back(static_cast<std::uint32_t>(s));
        if (sample_values[s] >= threshold && sample_values[s] - own[s] < threshold) {
            reach.marginal_area += sampling.samples()[s].area;
        }
    }
    return reach;
}

/// Target area of the samples for which `counts` satisfies `wanted`.
template <class Predicate>
double area_where(const Reach& reach,
                  const TargetSampling& sampling,
                  const std::vector<std::uint32_t>& counts,
                  Predicate wanted) {
    double area = 0.0;
    for (const std::uint32_t s : reach.samples) {
        if (wanted(counts[s])) area += sampling.samples()[s].area;
    }
    return area;
}

/// How many punctures reach each sample alone.
std::vector<std::uint32_t> multiplicity(const std::vector<Reach>& reaches, std::size_t samples) {
    std::vector<std::uint32_t> counts(samples, 0);
    for (const Reach& reach : reaches) {
        for (const std::uint32_t s : reach.samples) ++counts[s];
    }
    return counts;
}

std::vector<Outline> territories_of(const std::vector<Puncture>& punctures, const Target& target) {
    std::vector<Point> positions;
    positions.reserve(punctures.size());
    for (const Puncture& puncture : punctures) positions.push_back(puncture.position);
    return territories(positions, target.outline);
}

std::vector<PunctureTable::Column> columns() {
    return {{"id", "1"},
            {"session", "1"},
            {"x", "mm"},
            {"y", "mm"},
            {"depth", "mm"},
            {"volume_asked", "uL"},
            {"volume_delivered", "uL"},
            {"volume_leaked", "uL"},
            {"reach_area", "mm2"},
            {"unique_area", "mm2"},
            {"shared_area", "mm2"},
            {"territory_area", "mm2"},
            {"marginal_coverage", "%"}};
}

}  // namespace

PunctureTable puncture_table(const std::vector<Puncture>& punctures,
                             const Target& target,
                             const TargetSampling& sampling,
                             const Prescription& prescription,
                             const std::vector<double>& sample_values,
                             const Contributions& contributions) {
    const CellRange all = range_of(sampling, sample_values);
    std::vector<Reach> reaches(punctures.size());
    parallel_for(punctures.size(), [&](std::size_t i) {
        reaches[i] = reach_of(
            contributions.patch(i, 0), sampling, prescription.threshold, sample_values, all);
    });
    const std::vector<std::uint32_t> counts = multiplicity(reaches, sampling.samples().size());
    const std::vector<Outline> cells = territories_of(punctures, target);
    const double target_area = sampling.area(Region::whole);
    PunctureTable table{columns(), {}};
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const Puncture& p = punctures[i];
        const double unique =
            area_where(reaches[i], sampling, counts, [](std::uint32_t n) { return n == 1; });
        const double shared =
            area_where(reaches[i], sampling, counts, [](std::uint32_t n) { return n > 1; });
        table.rows.push_back({static_cast<double>(p.id),
                              static_cast<double>(p.session),
                              p.position.x,
                              p.position.y,
                              p.depth.base(),
                              p.volume_asked.base(),
                              p.volume_delivered().base(),
                              p.volume_leaked.base(),
                              unique + shared,
                              unique,
                              shared,
                              cells[i].area(),
                              100.0 * reaches[i].marginal_area / target_area});
    }
    return table;
}

}  // namespace mesogrid
