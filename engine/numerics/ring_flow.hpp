#pragma once

#include <span>
#include <vector>

#include "engine/numerics/banded_system.hpp"
#include "engine/numerics/ring_grid.hpp"

namespace mesogrid {

/// One value per inner face of a RingGrid: at the index of cell (i, j) its outer face, towards
/// (i + 1, j), and its lower face, towards (i, j + 1). 0 at the border: nothing flows there.
struct RingFaces {
    std::vector<double> outer;
    std::vector<double> lower;

    explicit RingFaces(const RingGrid& grid) : outer(grid.size(), 0.0), lower(grid.size(), 0.0) {}
    std::vector<double>& lateral(std::size_t /*side*/) { return outer; }
    const std::vector<double>& lateral(std::size_t /*side*/) const { return outer; }
};

/// Mobility K/mu of cells in either direction, mm2/(kPa s).
struct CellMobility {
    std::vector<double> lateral;
    std::vector<double> vertical;
};

/// Conductances of the inner faces, mm3/(kPa s): area over the distance of the centres times the
/// arithmetic mean of the mobilities, 0 where either cell lets nothing through.
RingFaces conductances(const RingGrid& grid, const CellMobility& mobility);

/// Flow through the inner faces at these pressures, mm3/s, positive outward and downward.
RingFaces face_fluxes(const RingGrid& grid,
                      const RingFaces& conductance,
                      std::span<const double> pressure);

/// What flows out of each cell less what flows in, mm3/s. Every face is booked in both of its cells
/// with the same number, so that these sum to zero but for the rounding of the sum.
std::vector<double> net_outflow(const RingGrid& grid, const RingFaces& flux);

/// The pressure of one backward-Euler step: for every cell
///
///     diagonal_i p_i + sum over faces of T_f (p_i - p_n) = right_i
///
/// with diagonal_i = V_i C_i/dt + slope of the sinks (mm3/(kPa s), positive somewhere), right_i in
/// mm3/s. Direct; keeps its memory for the next step.
class RingPressure {
public:
    /// `grid` must outlive it.
    explicit RingPressure(const RingGrid& grid);

    /// Sets up and factorises the system. Throws SimulationError (E0620) where it is not positive
    /// definite.
    void set(const RingFaces& conductance, std::span<const double> diagonal);
    /// The pressures of one right-hand side; after set(). Throws as set() where they are not
    /// finite.
    std::vector<double> solve(std::span<const double> right) const;

private:
    const RingGrid* grid_;
    SymmetricBand system_;
};

}  // namespace mesogrid
