#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"
#include "engine/transport/spectral/readings.hpp"
#include "engine/transport/spectral/response_table.hpp"

/// Answers of the layers, mode by mode. Private to the spectral solver.
namespace mesogrid::spectral {

/// What one depot of unit amount puts into each reading, per lateral mode (rows: x, columns: y),
/// before its own cosines: responses[depot_class][reading].
using ModalResponses = std::vector<std::vector<Eigen::MatrixXd>>;

/// One dense decomposition per mode, shared by all classes and readings; parallel over modes, the
/// same bits for any number of threads. A class gets nothing from modes where it holds less than
/// `mode_tolerance` of its amount.
ModalResponses respond(const LateralModes& modes,
                      const LayeredGrid& grid,
                      const LayerOperator& layers,
                      const DepotClasses& classes,
                      std::span<const Reading> readings,
                      double mode_tolerance);

/// The same without a decomposition per mode: each class is answered at the nodes of a ResponseTable
/// and interpolated to the modes, near rounding (1e-11 of the largest answer). Work per mode does not
/// depend on the number of cells.
ModalResponses respond_by_table(const LateralModes& modes,
                                const ResponseTable& table,
                                const DepotClasses& classes,
                                double mode_tolerance);

}  // namespace mesogrid::spectral
