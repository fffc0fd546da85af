#include "engine/numerics/box_limited.hpp"

#include <algorithm>
#include <utility>

#include "engine/numerics/flux_corrected.hpp"

namespace mesogrid {
namespace {

using CorrectedBox = flux_corrected::Corrected<BoxGrid, BoxFaces, BoxSoluteStep>;

/// Below it a solute is next to nothing.
constexpr double kLeast = 1e-6;
/// The sum of solutes that fill all fluid together is 1 but for rounding, which must not bar the
/// border between them.
constexpr double kRounding = 1e-13;

void advance_part(const BoxGrid& grid,
                  const BoxSoluteStep& part,
                  std::span<const std::size_t> order,
                  std::vector<CarriedSolute>& solutes) {
    std::vector<CorrectedBox> corrected;
    corrected.reserve(solutes.size() + 1);
    for (CarriedSolute& solute : solutes) {
        std::vector<double> low = *solute.concentration;
        advance_solute(grid, part, order, solute.enters, low);
        for (std::size_t c = 0; c < part.leaves.size(); ++c) {
            solute.left += part.duration * part.leaves[c] * low[c];
        }
        corrected.emplace_back(
            grid, part, std::move(*solute.concentration), std::move(low), kLeast);
    }
    auto factors = flux_corrected::ones<BoxFaces>(grid);
    for (const CorrectedBox& each : corrected) each.limit(factors);
    if (solutes.size() > 1) {
        CorrectedBox sum = corrected.front();
        for (std::size_t s = 1; s < solutes.size(); ++s) sum.add(corrected[s]);
        sum.limit(factors, kRounding);
    }
    for (std::size_t s = 0; s < solutes.size(); ++s) {
        *solutes[s].concentration = corrected[s].concentration(factors);
    }
}

}  // namespace

void advance_solutes_limited(const BoxGrid& grid,
                             const BoxSoluteStep& step,
                             std::span<const std::size_t> order,
                             std::vector<CarriedSolute>& solutes) {
    std::size_t parts = 1;
    for (const CarriedSolute& solute : solutes) {
        parts =
            std::max(parts,
                     flux_corrected::parts_of(
                         grid, step, *solute.concentration, static_cast<double>(kMostBoxParts)));
    }
    flux_corrected::in_parts(
        step, parts, [&](const BoxSoluteStep& part) { advance_part(grid, part, order, solutes); });
}

}  // namespace mesogrid
