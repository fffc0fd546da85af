#pragma once

#include <optional>

#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/answerer.hpp"
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
    double mode_tolerance = 1e-12;
    /// The same for three-dimensional snapshots, which are single precision.
    double snapshot_tolerance = 1e-6;
};

/// Spectral solver of laterally uniform layers: cosines along the skin, finite volumes in depth,
/// exact in time, no time steps.
///
/// - Maps are exact cell averages of the cosine series. Modes reach to `mode_tolerance`, but never
///   beyond 2 pi/spacing, where a cell average first vanishes: depots narrower than the map's cells
///   (and sharp edges at early times) ring, which is refused, see below.
/// - areal_dose, and areal_amount and concentration at time 0, are superposed in real space from
/// the
///   shapes' exact amounts: nothing rings, amounts are exact to rounding. The same path serves a
///   medium in which nothing diffuses, at any time.
/// - Available: areal_dose, areal_amount, concentration, auc, areal_exposure, reduced by
///   depth_integral or depth_mean; any other request throws InputError (E0320).
/// - With open walls the window reaches beyond raster, depots and probes by a padding that keeps
///   mirror images below `image_tolerance`; whatever enters the padding is still in the window and
///   counts as present, so left_box is 0.
/// - A number that is not finite throws SimulationError (E0601), a negative below -1e-6 of the
/// map's
///   peak E0602; smaller negatives are reported as 0. Too many modes throw RefusedError (E0606).
/// - Contributions are the same answers with one puncture's own cosines; negatives stay in them,
///   so that their sum is the map before its small negatives were set to 0.
/// - Snapshots stream plane by plane, modes that have died away left out.
class SpectralTransport final : public Transport {
public:
    /// `answerer`: how the layers are solved per mode; tests put in a plain one as oracle.
    explicit SpectralTransport(SpectralOptions options = {},
                               spectral::Answerer answerer = spectral::answer_by_table)
        : options_(options), answerer_(std::move(answerer)) {}

    TransportResult solve(const TransportProblem& problem, Sink& sink) const override;

private:
    SpectralOptions options_;
    spectral::Answerer answerer_;
};

}  // namespace mesogrid
