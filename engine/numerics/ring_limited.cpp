#include "engine/numerics/ring_limited.hpp"

#include "engine/base/contracts.hpp"
#include "engine/numerics/flux_corrected.hpp"

namespace mesogrid {
namespace {

using Corrected = flux_corrected::Corrected<RingGrid, RingFaces, SoluteStep>;

}  // namespace

SoluteMoved advance_solute_limited(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration) {
    MESOGRID_EXPECTS(concentration.size() == grid.size());
    const std::size_t parts =
        flux_corrected::parts_of(grid, step, concentration, static_cast<double>(kMostParts));
    const std::vector<std::size_t> order = downstream_order(grid, *step.flux);
    SoluteMoved moved{.concentration = {concentration.begin(), concentration.end()}};
    flux_corrected::in_parts(step, parts, [&](const SoluteStep& part) {
        std::vector<double> low = advance_solute(grid, part, moved.concentration, order);
        for (std::size_t c = 0; c < step.leaves.size(); ++c) {
            moved.left += part.duration * step.leaves[c] * low[c];
        }
        Corrected corrected(grid, part, std::move(moved.concentration), std::move(low));
        auto factors = flux_corrected::ones<RingFaces>(grid);
        corrected.limit(factors);
        moved.concentration = corrected.concentration(factors);
    });
    return moved;
}

}  // namespace mesogrid
