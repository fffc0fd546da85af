#pragma once

#include <memory>
#include <vector>

#include "engine/transport/grid/depots.hpp"
#include "engine/transport/grid/recorder.hpp"
#include "engine/transport/grid/step_control.hpp"

/// One solute from its first depot to the last reading. Private to the grid solver.
namespace mesogrid::grid {

/// What a march leaves beside the maps.
struct MarchResult {
    std::vector<Map> maps;
    std::vector<std::vector<ProbeValue>> probes;
    double delivered = 0.0;
    double present = 0.0;
    double cleared = 0.0;
    std::vector<TakenStep> taken;
    StepTally tally;
    double largest_error = 0.0;  ///< of a pair of steps, where they were chosen
};

/// Carries the problem's depots through the box from stop to stop. `taken`: the steps of another
/// run over the same stops, or null. Throws SimulationError (E0601, E0603).
template <class T>
MarchResult march(const TransportProblem& problem,
                  const GridBox& box,
                  const std::vector<double>& stops,
                  const GridOptions& options,
                  const std::vector<TakenStep>* taken,
                  Sink* snapshots);

extern template MarchResult march<float>(const TransportProblem&,
                                         const GridBox&,
                                         const std::vector<double>&,
                                         const GridOptions&,
                                         const std::vector<TakenStep>*,
                                         Sink*);
extern template MarchResult march<double>(const TransportProblem&,
                                          const GridBox&,
                                          const std::vector<double>&,
                                          const GridOptions&,
                                          const std::vector<TakenStep>*,
                                          Sink*);

}  // namespace mesogrid::grid
