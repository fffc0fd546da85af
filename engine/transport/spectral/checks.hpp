#pragma once

#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/transport.hpp"

/// What the solver demands of its input and of its own numbers. Private to the spectral solver.
namespace mesogrid::spectral {

/// Negative values down to this share of the peak are reported as 0.
inline constexpr double kNegligible = 1e-6;

/// Throws InputError for a request this solver does not know; the rest are contracts: a raster with
/// cells, layers, bands and probes within the tissue, times not negative.
void check_problem(const TransportProblem& problem);

/// The same, and throws InputError (E0611) for a medium that varies along the skin or is more than
/// first-order.
void check_uniform_problem(const TransportProblem& problem);

/// Throws SimulationError naming request and cell for a value that is not finite (E0601), or below
/// -1e-6 of the peak (E0602) and further below 0 than `noise`; sets smaller negatives to 0.
void check_map(Map& map, const ExposureRequest& request, double noise);

/// Answers of the layers are good to this share of the largest (answerer.hpp).
inline constexpr double kFloor = 1e-11;

/// What rounding and the solver's own tolerances leave in a map where nothing has arrived: ten
/// times kFloor of the largest areal density of a depot, amount/(2 pi scale^2), reduced, decayed at
/// the slowest rate (1/s) and integrated as asked.
double noise_level(const DepotClasses& classes, const ExposureRequest& request, double slowest);

/// Throws InputError (E0608) when an integral until infinity is asked for and nothing clears what
/// the depots hold: clearance in no layer that diffusion reaches.
void require_convergence(const TransportProblem& problem, const DepotClasses& classes);

/// The same for a probe; `scale`: the size of the terms its value is a sum of.
double checked_probe(double value, double scale, const TransportProblem::Probe& probe, double time);

/// Throws RefusedError (E0606) for more modes than a run should take.
void check_mode_count(double modes, const TransportProblem& problem);

}  // namespace mesogrid::spectral
