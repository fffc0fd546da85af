#pragma once

#include <string>

#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/voxel_field.hpp"

/// What the grid solver demands of its own numbers. Private to the grid solver.
namespace mesogrid::grid {

/// Throws SimulationError (E0601) naming field, voxel and time of the first value that is not
/// finite; an overflowing sum of finite values names the largest.
template <class T>
[[noreturn]] void report_not_finite(const VoxelField<T>& field,
                                    const GridBox& box,
                                    const std::string& solute,
                                    double time,
                                    std::size_t step);

/// Throws SimulationError (E0603) when the amount in the box and what was expected differ by more
/// than `limit` of what was delivered.
void require_amount(
    double found, double expected, double delivered, double limit, double time, std::size_t step);

extern template void report_not_finite<float>(
    const VoxelField<float>&, const GridBox&, const std::string&, double, std::size_t);
extern template void report_not_finite<double>(
    const VoxelField<double>&, const GridBox&, const std::string&, double, std::size_t);

}  // namespace mesogrid::grid
