#pragma once

#include <vector>

#include "engine/domain/exposure.hpp"
#include "engine/domain/medium.hpp"
#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"

/// What is read off a column of tissue. Private to the spectral solver.
namespace mesogrid::spectral {

enum class TimeFunction {
    value,     ///< at a time
    integral,  ///< from 0 to a time
};

/// A number linear in the initial state of a column: sum_j weights_j A_j at a time or integrated.
struct Reading {
    std::vector<double> weights;  ///< per cell
    TimeFunction function = TimeFunction::value;
    double time = 0.0;  ///< s
};

/// Throws InputError (E0320) for a request that this solver does not know.
void require_available(const ExposureRequest& request);

/// True when the request means the depots as they are formed, before anything moved.
bool is_initial(const ExposureRequest& request);

/// Value at a time, or its integral; for requests that are available.
TimeFunction time_function(const ExposureRequest& request);

/// 1 for depth integrals, 1/thickness of the band for depth means.
double band_weight(const ExposureRequest& request);

/// Cells weighted by their overlap with the band.
Reading read_band(const LayeredGrid& grid, const ExposureRequest& request);

/// Concentration at a depth (mm), at a time: A/g linear between cell centres and the activity at
/// the faces that keeps the flux continuous; constant beyond the outermost centres (no flux). A
/// depth on a face of two layers belongs to the lower one.
Reading read_point(const LayeredGrid& grid, const LayerOperator& layers, double depth, double time);

/// Thicknesses in mm.
std::vector<double> thicknesses(const Medium& medium);

/// The medium's coefficients on the grid.
CellColumn column_of(const Medium& medium, const LayeredGrid& grid);

}  // namespace mesogrid::spectral
