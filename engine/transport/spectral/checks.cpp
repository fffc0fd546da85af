#include "engine/transport/spectral/checks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"
#include "engine/transport/spectral/readings.hpp"

namespace mesogrid::spectral {
namespace {

/// About a quarter of an hour of decompositions and 16 MB per map and depot class.
constexpr double kMostModes = 2e6;
/// Answers of the layers are good to 1e-11 of the largest; a map sums a few of them.
constexpr double kNoise = 1e-10;

std::string cell_text(const Raster& raster, std::size_t index) {
    const auto nx = static_cast<std::size_t>(raster.nx);
    const int i = static_cast<int>(index % nx);
    const int j = static_cast<int>(index / nx);
    const Point centre = raster.centre(i, j);
    return fmt::format("cell ({}, {}) at x = {:.6g} mm, y = {:.6g} mm", i, j, centre.x, centre.y);
}

std::string request_text(const ExposureRequest& request) {
    return fmt::format("{} of {:.6g} mm to {:.6g} mm at {:.6g} s",
                       to_text(request.quantity),
                       request.band.top.base(),
                       request.band.bottom.base(),
                       request.at.base());
}

[[noreturn]] void report_not_finite(const std::string& what) {
    throw SimulationError(Diagnostic{.code = 601, .problem = what + " is not a finite number"});
}

[[noreturn]] void report_negative(const std::string& what, double share) {
    throw SimulationError(Diagnostic{
        .code = 602,
        .problem =
            fmt::format("{} is {:.3g} of the peak: the edges of the depots are too sharp for "
                        "the cells of the map at this time",
                        what,
                        share),
        .allowed = fmt::format("at least {:g} of the peak", -kNegligible),
        .suggestion = "a smaller numerics.step or a later time"});
}

}  // namespace

void check_problem(const TransportProblem& problem) {
    MESOGRID_EXPECTS(problem.raster.nx > 0 && problem.raster.ny > 0);
    MESOGRID_EXPECTS(problem.raster.spacing > 0.0 && !problem.medium.layers.empty());
    double depth = 0.0;
    for (const MediumLayer& layer : problem.medium.layers) depth += layer.thickness.base();
    const double tolerance = 1e-9 * depth;
    for (const ExposureRequest& request : problem.requests) {
        require_available(request);
        MESOGRID_EXPECTS(request.band.top < request.band.bottom);
        MESOGRID_EXPECTS(request.band.top.base() >= 0.0);
        MESOGRID_EXPECTS(request.band.bottom.base() <= depth + tolerance);
        MESOGRID_EXPECTS(request.at.base() >= 0.0);
    }
    for (const auto& probe : problem.probes) {
        MESOGRID_EXPECTS(probe.depth.base() >= 0.0 && probe.depth.base() <= depth + tolerance);
    }
    for (const Duration time : problem.probe_times) MESOGRID_EXPECTS(time.base() >= 0.0);
    MESOGRID_EXPECTS(problem.balance_at.base() >= 0.0);
}

void check_map(Map& map, const ExposureRequest& request, double noise) {
    const auto broken = std::find_if_not(
        map.values.begin(), map.values.end(), [](double value) { return std::isfinite(value); });
    if (broken != map.values.end()) {
        const auto index = static_cast<std::size_t>(broken - map.values.begin());
        report_not_finite(request_text(request) + ", " + cell_text(map.raster, index));
    }
    const double peak = *std::max_element(map.values.begin(), map.values.end());
    const auto least = std::min_element(map.values.begin(), map.values.end());
    if (*least < -std::max(kNegligible * peak, noise)) {
        const auto index = static_cast<std::size_t>(least - map.values.begin());
        report_negative(request_text(request) + ", " + cell_text(map.raster, index), *least / peak);
    }
    for (double& value : map.values) value = std::max(value, 0.0);
}

double noise_level(const DepotClasses& classes, const ExposureRequest& request) {
    double densest = 0.0;
    for (const PlacedDepot& depot : classes.depots) {
        const double scale = classes.shapes[depot.depot_class]->lateral_scale();
        densest = std::max(densest, 0.5 * std::numbers::inv_pi * depot.amount / (scale * scale));
    }
    const bool integrated = time_function(request) == TimeFunction::integral;
    return kNoise * densest * band_weight(request) * (integrated ? request.at.base() : 1.0);
}

double checked_probe(double value,
                     double scale,
                     const TransportProblem::Probe& probe,
                     double time) {
    const auto what = [&] {
        return fmt::format("the probe at ({:.6g}, {:.6g}, {:.6g}) mm, {:.6g} s",
                           probe.position.x,
                           probe.position.y,
                           probe.depth.base(),
                           time);
    };
    if (!std::isfinite(value)) report_not_finite(what());
    if (value < -kNegligible * scale) report_negative(what(), value / scale);
    return std::max(value, 0.0);
}

void check_mode_count(double modes, const TransportProblem& problem) {
    if (modes <= kMostModes) return;
    throw RefusedError(Diagnostic{
        .code = 606,
        .problem = fmt::format("the spreading needs {:.2g} lateral modes about a raster of {} x {} "
                               "cells",
                               modes,
                               problem.raster.nx,
                               problem.raster.ny),
        .allowed = fmt::format("at most {:g}", kMostModes),
        .suggestion = "a shorter time, a larger numerics.step, or walls = \"mirrored\""});
}

}  // namespace mesogrid::spectral
