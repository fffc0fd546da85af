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
/// parabolas that reproduces the averages of the cell and of its eight neighbours
/// (Colella and Woodward 1984, J Comput Phys 54:174, eq 1.5 without its limiter): third order in the
/// cell, the sub-cells' means add up to the cell's average, and a constant map comes back bit for
/// bit. Where the parabolas would leave the non-negative they are flattened towards the average
/// (Zhang and Shu 2010, J Comput Phys 229:8918, eq 2.13), so no dose is invented or below 0.
/// Cells beyond the raster repeat its outermost ones.
SubCellDose sub_cell_dose(const TargetSampling& sampling, const Map& map);

}  // namespace mesogrid
