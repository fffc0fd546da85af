#pragma once

#include <string>
#include <string_view>

#include "engine/base/quantity.hpp"
#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// The closed list of dose quantities (metrics.md 1, models.md 6).
enum class ExposureQuantity {
    nominal_areal_dose,
    areal_dose,
    areal_amount,
    areal_exposure,
    bound_dose,
    concentration,
    peak,
    auc,
    time_above,
};
std::string_view to_text(ExposureQuantity quantity);
/// Dimension of a threshold on this quantity after `reduce`.
enum class Reduction { depth_integral, depth_mean, depth_min };
std::string_view to_text(Reduction reduction);
Dimension dimension_of(ExposureQuantity quantity, Reduction reduction);
/// True for quantities that are depth integrals already (their `reduce` is depth_integral).
bool is_areal(ExposureQuantity quantity);

/// A span of depth, from the skin surface downward.
struct DepthBand {
    Length top;
    Length bottom;

    friend bool operator==(const DepthBand&, const DepthBand&) = default;
};

/// One 2-D map that a run asks of transport: `quantity` of one solute, reduced over `band`.
struct ExposureRequest {
    ExposureQuantity quantity = ExposureQuantity::auc;
    Reduction reduction = Reduction::depth_mean;
    DepthBand band;
    /// The time of concentration and areal_amount; the end of auc, areal_exposure, bound_dose, peak
    /// and time_above. Infinite where an integral runs until everything is cleared.
    Duration at;
    double level = 0.0;  ///< of time_above: base units of the reduced concentration

    friend bool operator==(const ExposureRequest&, const ExposureRequest&) = default;
};

/// A finished map in base units (amount mm^a s^b), as solvers stream it to a Sink.
struct ExposurePlane {
    std::size_t request = 0;  ///< index into the requests
    Map map;
    double floor = 0.0;  ///< values below it are lost in the solver's own rounding
};

}  // namespace mesogrid
