#pragma once

#include <cstddef>
#include <vector>

#include "engine/numerics/sweeps/sweeps.hpp"

/// Tridiagonal solves of lines whose every cell has its own coefficients. Private to the grid
/// solver.
namespace mesogrid::grid {

/// Lines taken at once.
inline constexpr std::size_t kVoxelLanes = 16;

/// Up to kVoxelLanes lines: cells `step` apart, lines `lane` apart, in the field and (with steps of
/// their own) in the coefficients.
template <class T>
struct VoxelLines {
    T* values = nullptr;
    std::size_t step = 0;
    std::size_t lane = 0;
    std::size_t lanes = 0;
    std::size_t cells = 0;
    const double* resistivity = nullptr;
    const double* capacity = nullptr;
    std::size_t medium_step = 0;
    std::size_t medium_lane = 0;
    const double* height = nullptr;  ///< per cell
};

/// Scratch of a thread for lines of at most `longest` cells.
class VoxelScratch {
public:
    explicit VoxelScratch(std::size_t longest);

    std::size_t longest() const { return longest_; }
    double* tile(std::size_t which) {
        return tiles_.data() + which * (longest_ + 2) * kVoxelLanes + kVoxelLanes;
    }

private:
    std::size_t longest_;
    std::vector<double> tiles_;
};

/// One step along the lines as LineFactors has it; returns how many fell back to backward Euler.
template <class T>
std::size_t sweep_lines(const VoxelLines<T>& lines,
                        double dt,
                        SweepMode mode,
                        VoxelScratch& scratch);

}  // namespace mesogrid::grid
