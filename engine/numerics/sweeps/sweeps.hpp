#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "engine/numerics/sweeps/line_factors.hpp"

/// The inner loops of the grid solver: tridiagonal solves along x, y and z on a field that stays
/// where it is (x fastest, rows padded to whole vectors with zeros). One sweep reads and writes
/// each value once; a plane is swept along x and y while it lies in cache. Each loop is compiled
/// for several instruction sets and the best one the processor has is taken at run time.
namespace mesogrid {

/// How a sweep steps in time (LineFactors).
enum class SweepMode {
    second_order,  ///< Crank-Nicolson; lines where it would go below zero take two half steps of
                   ///< backward Euler instead, and are counted
    damped,        ///< two half steps of backward Euler on every line
};

/// Factors of one direction as a kernel reads them.
template <class T>
struct SweepLine {
    const SweepPoint<T>* points = nullptr;
    const SweepPoint<double>* exact = nullptr;
    std::size_t cells = 0;
    double surface_exchange = 0.0;
    double surface_source = 0.0;
};

template <class T>
SweepLine<T> sweep_line(const LineFactors& factors) {
    return {.points = factors.points<T>(),
            .exact = factors.points<double>(),
            .cells = factors.size(),
            .surface_exchange = factors.surface_exchange(),
            .surface_source = factors.surface_source()};
}

/// One plane of z: swept along x, then along y, then multiplied with `keep` (what clearance
/// leaves).
template <class T>
struct PlaneSweep {
    T* plane = nullptr;
    std::size_t pitch = 0;  ///< of rows, a multiple of kRowPadding
    SweepLine<T> x;
    SweepLine<T> y;
    SweepMode mode = SweepMode::second_order;
    T keep = 1;
    double sum = 0.0;           ///< out: of the plane's values before they are multiplied
    std::size_t fell_back = 0;  ///< out: lines that took backward-Euler steps
};

/// One row of y, all depths: swept along z.
template <class T>
struct ColumnSweep {
    T* row = nullptr;
    std::size_t width = 0;   ///< a multiple of kRowPadding
    std::size_t stride = 0;  ///< from plane to plane
    SweepLine<T> z;
    SweepMode mode = SweepMode::second_order;
    std::size_t fell_back = 0;  ///< out
};

/// Cells along one direction of tissue that varies from voxel to voxel: heights h and 2/h.
template <class T>
struct VaryingAxis {
    std::size_t cells = 0;
    const T* height = nullptr;
    const T* twice_per_height = nullptr;
    const double* exact_height = nullptr;
};

/// One plane of such tissue: swept along x and y, dt s each. Capacities and the conductances of the
/// face after each voxel (mm/s, 0 at the end) lie as the field does; padding has capacity 1.
template <class T>
struct VaryingPlane {
    T* plane = nullptr;
    const T* capacity = nullptr;
    const T* along_x = nullptr;
    const T* along_y = nullptr;
    std::size_t pitch = 0;
    VaryingAxis<T> x;
    VaryingAxis<T> y;
    double dt = 0.0;
    SweepMode mode = SweepMode::second_order;
    bool x_first = true;
    std::size_t fell_back = 0;  ///< out: lines that took backward-Euler steps
};

/// One row of y of it, all depths: swept along z.
template <class T>
struct VaryingColumns {
    T* row = nullptr;
    const T* capacity = nullptr;
    const T* along_z = nullptr;
    std::size_t width = 0;
    std::size_t stride = 0;
    VaryingAxis<T> z;
    double dt = 0.0;
    SweepMode mode = SweepMode::second_order;
    std::size_t fell_back = 0;  ///< out
};

/// A row of voxels and what clearance over dt leaves of it, c' = -kappa c/(1 + c s).
template <class T>
struct ClearedRow {
    T* values = nullptr;
    const double* clearance = nullptr;   ///< kappa, 1/s
    const double* saturation = nullptr;  ///< s; null: first order
    std::size_t cells = 0;
    double dt = 0.0;
    double before = 0.0;  ///< out: sum of the values before
    double after = 0.0;   ///< out: and after
};

/// The loops compiled for one instruction set. `work` is scratch of sweep_work_size() values of T.
template <class T>
struct Sweeps {
    std::string_view name;
    void (*plane)(PlaneSweep<T>& sweep, T* work) = nullptr;
    void (*columns)(ColumnSweep<T>& sweep, T* work) = nullptr;
    void (*varying_plane)(VaryingPlane<T>& sweep, T* work) = nullptr;
    void (*varying_columns)(VaryingColumns<T>& sweep, T* work) = nullptr;
    /// False, and nothing done, where kappa dt is above a quarter anywhere.
    bool (*clear)(ClearedRow<T>& row) = nullptr;
};

/// Scratch that a thread needs for lines of at most `longest` cells.
constexpr std::size_t sweep_work_size(std::size_t longest) {
    return (longest + 2 * kRowPadding) * 6 * 64;
}

/// What this processor can run, slowest first.
template <class T>
std::span<const Sweeps<T>> runnable_sweeps();
template <>
std::span<const Sweeps<float>> runnable_sweeps<float>();
template <>
std::span<const Sweeps<double>> runnable_sweeps<double>();

}  // namespace mesogrid
