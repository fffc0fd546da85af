#pragma once

#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/wavenumber_mesh.hpp"

/// Transforms of depots at the nodes of a mesh. Private to the spectral solver.
namespace mesogrid::spectral {

/// A class's transform at the nodes of the mesh: one number a node where it is a product of a
/// lateral and a vertical profile, else one per cell.
struct ClassTable {
    bool separable = false;
    std::vector<double> lateral;  ///< [node]
    std::vector<double> share;    ///< [cell], for separable classes
    std::vector<double> full;     ///< [node][cell], for the others
};

ClassTable tabulate(const DepotShape& shape, const WavenumberMesh& mesh, const LayeredGrid& grid);

/// Largest wavenumber at which any class, after diffusing at the slowest diffusivity for `time`,
/// holds `tolerance` of its amount.
double cut_off(const DepotClasses& classes,
               const CellColumn& column,
               double time,
               double highest,
               double tolerance);

}  // namespace mesogrid::spectral
