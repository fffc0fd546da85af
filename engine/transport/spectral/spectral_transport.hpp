#pragma once

#include <optional>

#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/answerer.hpp"
#include "engine/transport/spectral/response_store.hpp"
#include "engine/transport/transport.hpp"

namespace mesogrid {

/// How finely the spectral solver works; the defaults suit scenarios.
struct SpectralOptions {
    /// None: cells of an eighth of the narrowest depot (at most 0.08 mm) near the surface, growing
    /// to a quarter of it (at most 0.25 mm) below.
    std::optional<DepthResolution> resolution;
    /// Open walls: what the mirrored depots beyond the padding add, relative to a depot's peak.
    double image_tolerance = 1e-10;
    /// Lateral modes below this share of a depot's amount are left out.
    double mode_tolerance = 1e-13;
    /// Modes serve a map whose depots hold less than this share beyond the highest mode (it adds a
    /// few times 1e-7 of the map's peak); else it is made directly.
    double modes_serve = 1e-8;
    /// The same for three-dimensional snapshots, which are single precision.
    double snapshot_tolerance = 1e-6;
};

/// Spectral solver of laterally uniform layers: cosines along the skin, finite volumes in depth,
/// exact in time, no time steps.
///
/// - Three paths, chosen per depot class and reading by a bound of what lies beyond the highest
/// mode
///   that the map's cells tell apart, 2 pi/spacing (terms.hpp): below 1e-8 of the depot modes
///   serve, and a map is the exact cell average of their series; else the class's answer is carried
///   by its own Hankel quadrature and drawn in real space with exact cell fractions, so that sharp
///   edges never ring. What has not moved yet, or cannot move, is drawn from the shape itself.
/// - Every quantity of the closed list but nominal_areal_dose; depth_integral, depth_mean and
///   depth_min (least mean over the cells of the column's grid). Peak and time_above follow the
///   reduced concentration through time (time_fold.hpp). AUC, areal_exposure and bound_dose may run
///   until infinity; where nothing clears, that is refused (E0608).
/// - Depots may form at different times (Depot::formed_at); each reading is taken at their age.
/// - With open walls the window reaches beyond raster, depots and probes by a padding that keeps
///   mirror images below `image_tolerance`; whatever enters the padding is still in the window and
///   counts as present, so left_box is 0.
/// - A number that is not finite throws SimulationError (E0601), a negative below -1e-6 of the
/// map's
///   peak E0602; smaller negatives are reported as 0. Too many modes throw RefusedError (E0606).
/// - Contributions are the same answers with one puncture's own cosines; negatives stay in them,
///   so that their sum is the map before its small negatives were set to 0. For peak, time_above
///   and depth_min a patch is what the puncture gives alone (Contributions::adds_up is false).
/// - Snapshots stream plane by plane, modes that have died away left out.
class SpectralTransport final : public Transport {
public:
    /// `answerer`: how the layers are solved per mode; tests put in a plain one as oracle.
    explicit SpectralTransport(SpectralOptions options = {},
                               spectral::Answerer answerer = spectral::answer_by_table)
        : options_(options), answerer_(std::move(answerer)) {}

    TransportResult solve(const TransportProblem& problem, Sink& sink) const override;
    /// The same with response tables that other runs on the same tissue may share.
    TransportResult solve(const TransportProblem& problem,
                          Sink& sink,
                          ResponseStore& responses) const;

private:
    struct Work;

    SpectralOptions options_;
    spectral::Answerer answerer_;
};

}  // namespace mesogrid
