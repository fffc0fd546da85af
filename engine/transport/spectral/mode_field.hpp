#pragma once

#include <vector>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"
#include "engine/transport/spectral/sharp_planes.hpp"
#include "engine/transport/transport.hpp"

/// Three-dimensional fields as cosine coefficients. Private to the spectral solver.
namespace mesogrid::spectral {

/// Coefficients of every plane of one snapshot, ready for PlaneSynthesis.
struct ModeField {
    Eigen::Index modes_x = 0;
    Eigen::Index modes_y = 0;
    std::size_t planes = 0;
    std::vector<float> coefficients;  ///< [plane][y mode][x mode], each axis even modes first

    std::span<const float> plane(std::size_t p) const {
        const auto size = static_cast<std::size_t>(modes_x * modes_y);
        return std::span(coefficients).subspan(p * size, size);
    }
};

/// The cohorts that take modes (`paths`, [snapshot][cohort]): the initial state of each lateral
/// mode is put together once for the snapshots they share and carried to every snapshot's time in
/// one step, eight modes at a time; modes that have died away to `tolerance` of the largest are
/// left out. Exact in time to the rational error chosen for `tolerance`. Same bits for any thread
/// count.
std::vector<ModeField> evolve(const TransportProblem& problem,
                              const DepotClasses& classes,
                              const LayeredGrid& grid,
                              const LayerOperator& layers,
                              const LateralModes& modes,
                              const std::vector<std::vector<Path>>& paths,
                              double tolerance);

/// Streams every plane of every snapshot into the sink, several at once: modes (null when none are
/// needed) and what is too sharp for them.
void stream_snapshots(const TransportProblem& problem,
                      const LateralModes* modes,
                      const std::vector<ModeField>& fields,
                      const SharpPlanes& sharp,
                      Sink& sink);

}  // namespace mesogrid::spectral
