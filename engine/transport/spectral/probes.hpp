#pragma once

#include <vector>

#include "engine/transport/spectral/superposition.hpp"

/// Concentrations at points. Private to the spectral solver.
namespace mesogrid::spectral {

/// The problem's probes at the problem's times, probe by probe.
std::vector<PointComponent> point_components(const TransportProblem& problem);

/// Concentrations of point_components() in their order, as [probe][time]. A value below its floor
/// (kFloor of the terms that it is a sum of) is reported with that floor. Throws SimulationError
/// for a value that is not finite (E0601) or clearly negative (E0602).
std::vector<std::vector<ProbeValue>> read_probes(const TransportProblem& problem,
                                                 const Superposition& fields,
                                                 const ResponseTable* table);

}  // namespace mesogrid::spectral
