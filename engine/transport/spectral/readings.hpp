#pragma once

#include <vector>

#include "engine/domain/medium.hpp"
#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/real_space.hpp"

/// What is read off a column of tissue. Private to the spectral solver.
namespace mesogrid::spectral {

enum class TimeFunction {
    initial,   ///< as the depot formed, whatever the time
    value,     ///< at a time
    integral,  ///< from the depot's formation to a time
};

/// A number linear in the initial state of a column: sum_j weights_j A_j at an age or integrated
/// until then.
struct Reading {
    std::vector<double> weights;                  ///< per cell
    TimeFunction function = TimeFunction::value;  ///< value or integral
    double time = 0.0;  ///< age of the depot, s; may be infinite for an integral

    friend bool operator==(const Reading&, const Reading&) = default;
};

/// Cells weighted by their overlap with the slabs.
std::vector<double> slab_weights(const LayeredGrid& grid, const std::vector<WeightedSlab>& slabs);

/// Weights of the concentration at a depth (mm): A/g linear between cell centres and the activity
/// at the faces that keeps the flux continuous; constant beyond the outermost centres (no flux). A
/// depth on a face of two layers belongs to the lower one.
std::vector<double> point_weights(const LayeredGrid& grid,
                                  const LayerOperator& layers,
                                  double depth);

/// Thicknesses in mm.
std::vector<double> thicknesses(const Medium& medium);

/// The medium's coefficients on the grid.
CellColumn column_of(const Medium& medium, const LayeredGrid& grid);

}  // namespace mesogrid::spectral
