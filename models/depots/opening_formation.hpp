#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/domain/depot.hpp"

#include "models/depots/opening_grid.hpp"
#include "models/depots/opening_process.hpp"

namespace mesogrid::models {

/// What to follow and to read.
struct FlowFollowed {
    double relaxation = 3600.0;  ///< s after the end of the injection
    double hand_over = 0.0;      ///< s after it at which transport takes over
    double depot_share = 0.5;    ///< of the peak of injectate per fluid that bounds the depot
    double height_share = 1.0;   ///< of the fluid column that lifts the skin
    FlowResolution resolution;
};

/// A moment of an injection.
struct FlowMoment {
    double time = 0.0;          ///< since its beginning, s
    double tip_pressure = 0.0;  ///< kPa
    double column = 0.0;        ///< of fluid above rest in epidermis and dermis on the axis, mm
    std::optional<double> wheal_diameter;  ///< mm
    double opening = 0.0;                  ///< A, mm
};

/// One injection, followed and read (models.md 3.5).
struct FormedFlow {
    std::shared_ptr<const DepotShape> shape;  ///< at the hand-over
    double carried = 0.0;  ///< injectate in the tissue at the hand-over, uL; what is not is leaked
    std::vector<double> deposited;  ///< of that in each layer, uL
    double leaked = 0.0;            ///< injectate that ran out along the track, uL
    double absorbed = 0.0;          ///< water taken up by vessels and lymph in all, uL
    double peak_pressure = 0.0;     ///< at the tip, kPa
    double mean_pressure = 0.0;     ///< at the tip over the injection, kPa
    double outreach = 0.0;          ///< largest radius with half of the injected concentration, mm
    double vertical_extent = 0.0;   ///< likewise in depth, mm
    double opening = 0.0;           ///< A at the end of the injection, mm
    std::optional<double> wheal_diameter;  ///< 10 s after the end of the injection, mm
    double wheal_height = 0.0;             ///< highest, mm
    std::optional<double> bump_half_life;  ///< after the end; none within the relaxation, s
    double early_radius = 0.0;  ///< that holds 90 % of the injectate at the end of injection, mm
    double radius_90 = 0.0;     ///< the same at the hand-over, mm
    double later_radius = 0.0;  ///< the same at the end of the relaxation, mm
    double depot_volume = 0.0;  ///< swollen tissue around the injectate, mm3
    double fluid_error = 0.0;   ///< |injected - stored - absorbed - leaked| over the injected
    double solute_error = 0.0;  ///< the same of injectate
    std::vector<FlowMoment> history;
    FlowEffort effort;
    double above_skin = 0.0;          ///< share of the outlet above the skin
    double moved = 0.0;               ///< share of the outlet in layers that take nothing
    std::vector<double> radii;        ///< faces of the grid
    std::vector<double> column;       ///< fluid in epidermis and dermis of each ring at 10 s, mm
    std::vector<double> areal_share;  ///< injectate of each ring at the hand-over, 1/mm2
};

/// Injects, lets relax and reads. The outlet lies in the tissue, some layer lets fluid through.
FormedFlow form_flow(std::span<const FlowLayer> layers,
                     const OpeningLaw& law,
                     const Injection& injection,
                     const FlowFollowed& followed);

}  // namespace mesogrid::models
