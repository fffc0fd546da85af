#pragma once

#include <span>

#include <Eigen/Core>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/answerer.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"
#include "engine/transport/spectral/response_table.hpp"
#include "engine/transport/spectral/terms.hpp"

/// Answers of the layers, mode by mode. Private to the spectral solver.
namespace mesogrid::spectral {

/// What one depot of unit amount puts into a reading, per lateral mode, before its own cosines.
/// Const and thread safe.
class ModalAnswers {
public:
    virtual ~ModalAnswers() = default;
    /// The answer to a question that modes serve. Rows: the first modes along x, columns: along y;
    /// 0 beyond the question's content.
    virtual Eigen::MatrixXd answer(std::size_t question,
                                   Eigen::Index rows,
                                   Eigen::Index columns) const = 0;
};

/// Everything an answer depends on but the depots' places.
struct AnswerProblem {
    const LateralModes& modes;
    const LayeredGrid& grid;
    const LayerOperator& layers;
    const DepotClasses& classes;
    const Terms& terms;
    const ResponseTable& table;
};

}  // namespace mesogrid::spectral
