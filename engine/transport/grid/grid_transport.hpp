#pragma once

#include <functional>
#include <optional>

#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/transport.hpp"

namespace mesogrid {

namespace grid {

/// In which precision the field is held; sums are in double precision always.
enum class Precision { single, full };

/// A step that was taken.
struct TakenStep {
    double dt = 0.0;  ///< s
    bool damped = false;
    /// The half step along z that was open was made by itself before, for someone to look.
    bool settled = false;
};

/// How finely the grid solver works; the defaults suit scenarios.
struct GridOptions {
    /// None: as the spectral solver chooses.
    std::optional<DepthResolution> resolution;
    /// Fixed time step, s; none: chosen as the field changes, to `tolerance`.
    std::optional<double> step;
    /// Error of the field through time steps, relative L2 (measured by halving steps).
    double tolerance = 1e-3;
    Precision precision = Precision::full;
    /// What mirrored walls beyond the padding may add, relative to a depot's peak.
    double image_tolerance = 1e-6;
    /// Bytes that fields may fill.
    double memory = 8.0 * 1024 * 1024 * 1024;
    /// Steps after which a run is refused before it begins.
    double most_steps = 1e9;
    /// Tests put faults into the field here: called after every step with its number.
    std::function<void(double* field_or_null, float* single_or_null, std::size_t step)> after_step;
};

}  // namespace grid

/// Finite volumes on x, y-uniform, z-graded cells, second order in space and time: the solver for
/// tissue and kinetics that the spectral one cannot carry, and its independent check where both
/// can.
///
/// - Layer faces lie on cell faces, conductances are harmonic, activity and flux are continuous at
///   partitions (models.md 4.1). Depots enter by exact cell amounts.
/// - After depots form, two steps of backward Euler halves damp their edges, and the step starts
///   small; then it grows as the field allows (step doubling, GridOptions::tolerance), or is fixed.
/// - Lines that Crank-Nicolson would carry below zero take backward-Euler steps; they are counted,
///   and TransportResult::notes says how many.
/// - Exposures integrate by the trapezoidal rule over steps, corrected where steps change
///   (exposure_weights.hpp), peaks and times above a level follow every step (time_fold.hpp); no
///   field is stored.
/// - Every step is checked: a sum that is not finite throws SimulationError (E0601, naming voxel
///   and time), an amount that drifts by 1e-12 of what was delivered (1e-6 in single precision)
///   throws E0603.
/// - A puncture's own share is carried in a box of its own by the same steps; shares add up to the
///   map but for what leaves those boxes (1e-5) and for lines that fell back.
class GridTransport final : public Transport {
public:
    explicit GridTransport(grid::GridOptions options = {}) : options_(std::move(options)) {}

    TransportResult solve(const TransportProblem& problem, Sink& sink) const override;

private:
    grid::GridOptions options_;
};

}  // namespace mesogrid
