#pragma once

#include <span>

#include <Eigen/Core>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/answerer.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"
#include "engine/transport/spectral/readings.hpp"

/// Answers of the layers, mode by mode. Private to the spectral solver.
namespace mesogrid::spectral {

/// What one depot of unit amount puts into each reading, per lateral mode, before its own cosines.
/// Const and thread safe.
class ModalAnswers {
public:
    virtual ~ModalAnswers() = default;
    /// Rows: modes along x, columns: modes along y; 0 beyond the class's content.
    virtual Eigen::MatrixXd answer(std::size_t depot_class, std::size_t reading) const = 0;
};

/// Everything an answer depends on but the depots' places.
struct AnswerProblem {
    const LateralModes& modes;
    const LayeredGrid& grid;
    const LayerOperator& layers;
    const DepotClasses& classes;
    std::span<const Reading> readings;
    /// A class gets nothing from modes where it holds less than this share of its amount.
    double mode_tolerance;
};

}  // namespace mesogrid::spectral
