#include "engine/transport/spectral/checks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid::spectral {
namespace {

/// About a quarter of an hour of decompositions and 16 MB per map and depot class.
constexpr double kMostModes = 2e6;
/// A layer holds a depot's solute when this share of it lies there.
constexpr double kHolds = 1e-12;

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
        MESOGRID_EXPECTS(request.band.top < request.band.bottom);
        MESOGRID_EXPECTS(request.band.top.base() >= 0.0);
        MESOGRID_EXPECTS(request.band.bottom.base() <= depth + tolerance);
        MESOGRID_EXPECTS(request.at.base() >= 0.0);
    }
    for (const auto& probe : problem.probes) {
        MESOGRID_EXPECTS(probe.depth.base() >= 0.0 && probe.depth.base() <= depth + tolerance);
    }
    for (const Duration time : problem.probe_times) MESOGRID_EXPECTS(std::isfinite(time.base()));
    MESOGRID_EXPECTS(std::isfinite(problem.balance_at.base()));
}

void check_uniform_problem(const TransportProblem& problem) {
    check_problem(problem);
    const Medium& medium = problem.medium;
    if (medium.is_laterally_uniform() && medium.is_linear() && !medium.binds()) return;
    throw InputError(Diagnostic{
        .code = 611,
        .key = "numerics.transport",
        .problem =
            "the spectral solver carries laterally uniform layers with first-order clearance",
        .suggestion = "transport = \"grid\""});
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

double noise_level(const DepotClasses& classes, const ExposureRequest& request, double slowest) {
    using enum ExposureQuantity;
    if (request.quantity == time_above) return 0.0;
    double densest = 0.0;
    for (const PlacedDepot& depot : classes.depots) {
        const double scale = classes.shapes[depot.depot_class]->lateral_scale();
        densest = std::max(densest, 0.5 * std::numbers::inv_pi * depot.amount / (scale * scale));
    }
    const double thickness = (request.band.bottom - request.band.top).base();
    const bool whole = is_areal(request.quantity) || request.reduction == Reduction::depth_integral;
    const double at = request.at.base();
    const bool integrated = request.quantity == auc || request.quantity == areal_exposure ||
                            request.quantity == bound_dose;
    const bool decays = request.quantity == areal_amount || request.quantity == concentration;
    const double time = slowest > 0.0 ? std::min(at, 1.0 / slowest) : at;
    const double left = decays ? std::exp(-slowest * std::max(at, 0.0)) : 1.0;
    return 10.0 * kFloor * densest * left * (whole ? 1.0 : 1.0 / thickness) *
           (integrated ? time : 1.0);
}

void require_convergence(const TransportProblem& problem, const DepotClasses& classes) {
    const bool for_ever = std::any_of(
        problem.requests.begin(), problem.requests.end(), [](const ExposureRequest& request) {
            return std::isinf(request.at.base());
        });
    if (!for_ever) return;
    // Neighbouring layers in which solute moves share their solute; each group needs clearance.
    const std::vector<MediumLayer>& layers = problem.medium.layers;
    double top = 0.0;
    for (std::size_t first = 0; first < layers.size();) {
        std::size_t last = first + 1;
        const auto moves = [&](std::size_t i) { return layers[i].diffusivity.base() > 0.0; };
        while (last < layers.size() && moves(first) && moves(last)) ++last;
        double bottom = top;
        bool clears = false;
        for (std::size_t i = first; i < last; ++i) {
            bottom += layers[i].thickness.base();
            clears = clears || layers[i].clearance.base() > 0.0;
        }
        const bool holds =
            std::any_of(classes.shapes.begin(), classes.shapes.end(), [&](const auto& shape) {
                return shape->share(top, bottom) > kHolds;
            });
        if (holds && !clears) {
            throw InputError(Diagnostic{
                .code = 608,
                .key = "prescription.at",
                .problem = fmt::format("an integral without end grows without end: nothing clears "
                                       "the solute between {:.4g} and {:.4g} mm",
                                       top,
                                       bottom),
                .suggestion = "a finite time, or a clearance in one of these layers"});
        }
        top = bottom;
        first = last;
    }
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
