#include "engine/run/sub_cell_dose.hpp"

#include <cmath>
#include <cstddef>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/run/cell_parabolas.hpp"

namespace mesogrid {
namespace {

using sub_cells::Parabola;
using sub_cells::SubCell;
using sub_cells::Surroundings;

constexpr std::size_t kSamplesPerBlock = 16384;

/// Calls store(sample, average, flattening, sub-cell) for every sample.
template <class Store>
void for_each_sub_cell(const TargetSampling& sampling, const Map& map, Store store) {
    MESOGRID_EXPECTS(map.raster == sampling.raster() && map.values.size() == map.raster.size());
    const std::vector<TargetSampling::Sample>& samples = sampling.samples();
    const auto refinement = static_cast<std::uint32_t>(sampling.refinement());
    const std::vector<Parabola> table = sub_cells::parabolas(sampling.refinement());
    parallel_for_blocks(samples.size(), kSamplesPerBlock, [&](std::size_t first, std::size_t last) {
        std::size_t current = map.raster.size();
        Surroundings around;
        double kept = 1.0;
        for (std::size_t k = first; k < last; ++k) {
            const auto i = static_cast<int>(samples[k].cell_x / refinement);
            const auto j = static_cast<int>(samples[k].cell_y / refinement);
            const std::size_t cell = map.raster.index(i, j);
            if (cell != current) {
                current = cell;
                around = sub_cells::surroundings(map.raster, i, j, [&](int x, int y) {
                    return map.values[map.raster.index(x, y)];
                });
                kept = sub_cells::flattening(around, table);
            }
            store(k,
                  around.average,
                  kept,
                  sub_cell(around,
                           table[samples[k].cell_x % refinement],
                           table[samples[k].cell_y % refinement]));
        }
    });
}

}  // namespace

SubCellDose sub_cell_dose(const TargetSampling& sampling, const Map& map) {
    const std::size_t samples = sampling.samples().size();
    SubCellDose dose{
        std::vector<double>(samples), std::vector<double>(samples), std::vector<double>(samples)};
    for_each_sub_cell(
        sampling, map, [&](std::size_t k, double average, double kept, const SubCell& cell) {
            dose.mean[k] = average + kept * cell.excess;
            dose.rise_x[k] = kept * std::abs(cell.rise_x);
            dose.rise_y[k] = kept * std::abs(cell.rise_y);
        });
    return dose;
}

}  // namespace mesogrid
