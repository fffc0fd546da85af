#include <span>

#include "engine/base/parallel.hpp"
#include "engine/geometry/row_shares.hpp"
#include "engine/geometry/target_sampling.hpp"

namespace mesogrid {

std::vector<double> cell_fractions(const Outline& outline, const Raster& raster) {
    const geometry::RowShares rows(outline, raster);
    const auto row_size = static_cast<std::size_t>(raster.nx);
    std::vector<double> fractions(raster.size());
    parallel_for_blocks(
        static_cast<std::size_t>(raster.ny), 64, [&](std::size_t first, std::size_t last) {
            for (std::size_t j = first; j < last; ++j) {
                rows.fill(static_cast<int>(j),
                          std::span(fractions).subspan(j * row_size, row_size));
            }
        });
    return fractions;
}

}  // namespace mesogrid
