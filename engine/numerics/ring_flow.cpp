#include "engine/numerics/ring_flow.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

[[noreturn]] void refuse_pressures() {
    throw SimulationError(
        Diagnostic{.code = 620, .problem = "the pressures of an injection have no solution"});
}

}  // namespace

RingFaces conductances(const RingGrid& grid, const CellMobility& mobility) {
    RingFaces faces(grid);
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const std::size_t c = grid.index(i, j);
            if (i + 1 < grid.columns()) {
                const std::size_t out = grid.index(i + 1, j);
                const double a = mobility.lateral[c];
                const double b = mobility.lateral[out];
                const double apart = grid.mid_radius(i + 1) - grid.mid_radius(i);
                faces.outer[c] =
                    a > 0.0 && b > 0.0 ? grid.side_area(i, j) / apart * 0.5 * (a + b) : 0.0;
            }
            if (j + 1 < grid.rows()) {
                const double a = mobility.vertical[c];
                const double b = mobility.vertical[c + 1];
                const double apart = grid.mid_depth(j + 1) - grid.mid_depth(j);
                faces.lower[c] =
                    a > 0.0 && b > 0.0 ? grid.plan_area(i) / apart * 0.5 * (a + b) : 0.0;
            }
        }
    }
    return faces;
}

RingFaces face_fluxes(const RingGrid& grid,
                      const RingFaces& conductance,
                      std::span<const double> pressure) {
    RingFaces flux(grid);
    const std::size_t rows = grid.rows();
    for (std::size_t c = 0; c < grid.size(); ++c) {
        if (c + rows < grid.size()) {
            flux.outer[c] = conductance.outer[c] * (pressure[c] - pressure[c + rows]);
        }
        if (c % rows + 1 < rows) {
            flux.lower[c] = conductance.lower[c] * (pressure[c] - pressure[c + 1]);
        }
    }
    return flux;
}

std::vector<double> net_outflow(const RingGrid& grid, const RingFaces& flux) {
    std::vector<double> net(grid.size(), 0.0);
    const std::size_t rows = grid.rows();
    for (std::size_t c = 0; c < grid.size(); ++c) {
        net[c] += flux.outer[c] + flux.lower[c];
        if (c + rows < grid.size()) net[c + rows] -= flux.outer[c];
        if (c % rows + 1 < rows) net[c + 1] -= flux.lower[c];
    }
    return net;
}

RingPressure::RingPressure(const RingGrid& grid)
    : grid_(&grid), system_(grid.size(), grid.neighbour_reach()) {}

void RingPressure::set(const RingFaces& conductance, std::span<const double> diagonal) {
    const std::size_t rows = grid_->rows();
    MESOGRID_EXPECTS(diagonal.size() == grid_->size());
    system_.clear();
    for (std::size_t c = 0; c < grid_->size(); ++c) {
        system_.add(c, 0, diagonal[c]);
        if (const double t = conductance.outer[c]; t > 0.0) {
            system_.add(c, 0, t);
            system_.add(c + rows, 0, t);
            system_.add(c, rows, -t);
        }
        if (const double t = conductance.lower[c]; t > 0.0) {
            system_.add(c, 0, t);
            system_.add(c + 1, 0, t);
            system_.add(c, 1, -t);
        }
    }
    if (!system_.factor()) refuse_pressures();
}

std::vector<double> RingPressure::solve(std::span<const double> right) const {
    MESOGRID_EXPECTS(right.size() == grid_->size());
    std::vector<double> pressure(right.begin(), right.end());
    system_.solve(pressure);
    const bool finite =
        std::all_of(pressure.begin(), pressure.end(), [](double p) { return std::isfinite(p); });
    if (!finite) refuse_pressures();
    return pressure;
}

}  // namespace mesogrid
