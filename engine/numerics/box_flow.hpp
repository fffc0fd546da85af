#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/numerics/box_grid.hpp"
#include "engine/numerics/ring_flow.hpp"

namespace mesogrid {

/// One value per inner face of a BoxGrid: at the index of a cell its faces towards x, towards y and
/// its lower face. 0 at the border: nothing flows there.
struct BoxFaces {
    std::array<std::vector<double>, BoxGrid::kSides> sides;
    std::vector<double> lower;

    explicit BoxFaces(const BoxGrid& grid);
    std::vector<double>& lateral(std::size_t side) { return sides[side]; }
    const std::vector<double>& lateral(std::size_t side) const { return sides[side]; }
};

/// As those of rings: area over the distance of the centres times the arithmetic mean of the
/// mobilities, mm3/(kPa s), 0 where either cell lets nothing through.
BoxFaces conductances(const BoxGrid& grid, const CellMobility& mobility);

/// Flow through the inner faces at these pressures, mm3/s, positive towards larger indices.
BoxFaces face_fluxes(const BoxGrid& grid,
                     const BoxFaces& conductance,
                     std::span<const double> pressure);

/// What flows out of each cell less what flows in, mm3/s; every face is booked in both its cells.
std::vector<double> net_outflow(const BoxGrid& grid, const BoxFaces& flux);

/// Cells whose pressure is given; both empty where none is.
struct HeldCells {
    std::span<const char> held;
    std::span<const double> pressure;
};

/// The pressure of one backward-Euler step in a box (the equation of RingPressure), by conjugate
/// gradients with an incomplete factorisation on the grid's own faces whose row sums are nearly
/// those of the matrix (Gustafsson 1978). They end when the fluid that the equations leave
/// unplaced, the sum of |right - A p| over all cells, is at most `tolerance` times the sum of
/// |right|. One thread, so the same bits always.
class BoxPressure {
public:
    /// `grid` must outlive it.
    explicit BoxPressure(const BoxGrid& grid);

    /// Sets up and factorises the system; cells that are held are no unknowns of it. Throws
    /// SimulationError (E0620) where it is not positive definite.
    void set(const BoxFaces& conductance, std::span<const double> diagonal, HeldCells cells = {});
    /// The pressures of one right-hand side, beginning with `guess`; after set(). Throws as set()
    /// where they are not finite or do not come within the tolerance.
    std::vector<double> solve(std::span<const double> right,
                              std::span<const double> guess,
                              double tolerance);
    /// Iterations of all solves so far.
    std::size_t iterations() const { return iterations_; }

private:
    void hold(HeldCells cells);
    void factor();
    void begin(std::span<const double> right,
               std::span<const double> guess,
               std::vector<double>& pressure,
               std::vector<double>& residual) const;
    std::vector<double> completed(const std::vector<double>& pressure) const;
    void multiply(const std::vector<double>& values, std::vector<double>& product) const;
    void precondition(const std::vector<double>& residual, std::vector<double>& result) const;

    std::size_t cells_;
    std::size_t border_;                       ///< zeros before and after the cells of every array
    std::array<std::size_t, 3> stride_;        ///< to the cell beneath, towards x, towards y
    std::array<std::vector<double>, 3> link_;  ///< conductance to those
    std::vector<double> diagonal_;
    std::vector<double> inverse_;  ///< 1/pivot
    std::vector<char> held_;       ///< as set(), without borders
    std::vector<double> held_pressure_;
    std::vector<double> driven_;  ///< by those that are held, mm3/s
    std::size_t iterations_ = 0;
};

}  // namespace mesogrid
