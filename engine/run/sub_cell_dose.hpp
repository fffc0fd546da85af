#pragma once

#include <vector>

#include "engine/geometry/target_sampling.hpp"

namespace mesogrid {

/// The dose at every sample of a target, with its rise across the sub-cell. Base units of the map;
/// each vector as long as sampling.samples().
struct SubCellDose {
    std::vector<double> mean;
    std::vector<double> rise_x;  ///< not negative
    std::vector<double> rise_y;
};

/// Means and rises of the sub-cells, from cell averages. Within a cell the dose is the product of
/// two parabolas that reproduce the averages of the cell and its neighbours along x and y: third
/// order in the cell, the sub-cells' means average to the cell's, and a constant map comes back bit
/// for bit. Where the parabolas would fall below 0 they are flattened towards the average (the
/// scaling of Zhang and Shu 2010, J Comput Phys 229:3091), so no dose is invented;
/// negative averages (a solver's rounding) count as 0. Beyond the raster the parabola through the
/// three outermost cells goes on.
SubCellDose sub_cell_dose(const TargetSampling& sampling, const Map& map);

}  // namespace mesogrid
