#include "models/depots/opening_tissue.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mesogrid::models {
namespace {

/// K_c is raised until the open region takes less than this share of p_y (models.md 3.2).
constexpr double kOpenLoss = 0.02;

}  // namespace

template <class Grid>
OpeningTissue<Grid>::OpeningTissue(const FlowGridOn<Grid>& grid,
                                   std::span<const FlowLayer> layers,
                                   const OpeningLaw& law,
                                   const Injection& injection)
    : grid_(grid), layers_(layers), law_(law), viscosity_(injection.viscosity) {
    for (const FlowLayer& each : layers) {
        // Q mu/(4 pi K_c a_t) < 0.02 p_y
        const double least =
            injection.rate * injection.viscosity /
            (4.0 * std::numbers::pi * kOpenLoss * each.flow.opening_pressure * law.outlet_radius);
        open_permeability_.push_back(each.passes() ? std::max(each.flow.open_permeability, least)
                                                   : 0.0);
    }
}

/// 1/M, and chi_o A/(E' l) with l = min(T, 2 A), 1/kPa.
template <class Grid>
typename OpeningTissue<Grid>::Capacity OpeningTissue<Grid>::capacity(std::size_t row,
                                                                     double radius) const {
    const FlowLayer& own = layer(row);
    if (!own.passes()) return {.intact = 1.0, .opened = 0.0};     // stays at rest
    const double over = std::max(radius / own.thickness(), 0.5);  // A/l
    return {.intact = 1.0 / own.flow.modulus,
            .opened = law_.size_factor * over / plane_modulus(law_, own.flow)};
}

template <class Grid>
typename OpeningTissue<Grid>::Faces OpeningTissue<Grid>::conductance(
    const std::vector<double>& pressure, const std::vector<char>& open) const {
    const Grid& grid = grid_.grid;
    CellMobility mobility{std::vector<double>(grid.size(), 0.0),
                          std::vector<double>(grid.size(), 0.0)};
    std::vector<double> lateral;
    for (const FlowLayer& each : layers_) lateral.push_back(std::cbrt(each.flow.anisotropy));
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t l = grid_.layer_of_row[c % grid.rows()];
        const LayerFlow& flow = layers_[l].flow;
        if (flow.permeability <= 0.0) continue;
        // K = k0 exp(m min(p, p_y)/M) diag(R^(1/3), R^(1/3), R^(-2/3))
        double k = flow.permeability / viscosity_;
        if (flow.exponent != 0.0) {
            k *= std::exp(flow.exponent * std::min(pressure[c], flow.opening_pressure) /
                          flow.modulus);
        }
        mobility.lateral[c] = k * lateral[l];
        mobility.vertical[c] = k / (lateral[l] * lateral[l]);
    }
    Faces faces = conductances(grid, mobility);
    set_layer_faces(mobility, open, faces);
    add_open_faces(open, faces);
    return faces;
}

/// 1/T = d_l/(A K_l/mu) + 1/(A L_I) + d_r/(A K_r/mu) where a layer ends; L_I between dermis and
/// hypodermis.
template <class Grid>
void OpeningTissue<Grid>::set_layer_faces(const CellMobility& mobility,
                                          const std::vector<char>& open,
                                          Faces& faces) const {
    const Grid& grid = grid_.grid;
    for (std::size_t j = 0; j + 1 < grid.rows(); ++j) {
        if (grid_.layer_of_row[j] == grid_.layer_of_row[j + 1]) continue;
        const bool rim =
            layer(j).kind == LayerKind::dermis && layer(j + 1).kind == LayerKind::hypodermis;
        for (std::size_t i = 0; i < grid.columns(); ++i) {
            const std::size_t c = grid.index(i, j);
            faces.lower[c] = 0.0;
            if (!layer(j).passes() || !layer(j + 1).passes()) continue;
            const auto within = [&](std::size_t cell, std::size_t row) {
                const double opened =
                    open[cell] ? open_permeability_[grid_.layer_of_row[row]] / viscosity_ : 0.0;
                return 0.5 * grid.height(row) / (mobility.vertical[cell] + opened);
            };
            const double resistance =
                within(c, j) + (rim ? 1.0 / law_.interface : 0.0) + within(c + 1, j + 1);
            faces.lower[c] = grid.plan_area(i) / resistance;
        }
    }
}

/// K_c where both cells of a face within a layer are open.
template <class Grid>
void OpeningTissue<Grid>::add_open_faces(const std::vector<char>& open, Faces& faces) const {
    const Grid& grid = grid_.grid;
    const std::size_t rows = grid.rows();
    for (std::size_t c = 0; c < grid.size(); ++c) {
        if (!open[c]) continue;
        const std::size_t i = c / rows;
        const std::size_t j = c % rows;
        const double k = open_permeability_[grid_.layer_of_row[j]] / viscosity_;
        for (std::size_t side = 0; side < Grid::kSides; ++side) {
            if (!grid.has_beside(i, side) || !open[c + grid.stride(side)]) continue;
            faces.lateral(side)[c] +=
                grid.lateral_area(i, j, side) * k / grid.lateral_distance(i, side);
        }
        if (j + 1 < rows && open[c + 1] && grid_.layer_of_row[j] == grid_.layer_of_row[j + 1]) {
            faces.lower[c] += grid.plan_area(i) * k / (grid.mid_depth(j + 1) - grid.mid_depth(j));
        }
    }
}

/// s_cap = (Lp S/V) min(p, p_v') + (LpL SL/V) min(p, p_sat), and s_track = G_t p along the track
/// while the needle is in; linear about a pressure.
template <class Grid>
FlowSinks OpeningTissue<Grid>::sinks(const std::vector<double>& pressure) const {
    const Grid& grid = grid_.grid;
    FlowSinks sinks{std::vector<double>(grid.size(), 0.0), std::vector<double>(grid.size(), 0.0)};
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            if (!layer(j).passes()) continue;
            const std::size_t c = grid.index(i, j);
            const double volume = grid.volume(i, j);
            const auto add = [&](double exchange, double limit) {
                if (pressure[c] < limit) {
                    sinks.slope[c] += volume * exchange;
                } else {
                    sinks.constant[c] += volume * exchange * limit;
                }
            };
            add(law_.vessel_exchange, law_.vessel_limit);
            add(law_.lymph_exchange, law_.lymph_limit);
        }
    }
    return sinks;
}

template class OpeningTissue<RingGrid>;
template class OpeningTissue<BoxGrid>;

}  // namespace mesogrid::models
