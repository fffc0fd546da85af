#include "engine/transport/grid/box.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/numerics/propagation.hpp"
#include "engine/numerics/sweeps/line_factors.hpp"
#include "engine/transport/grid/grid_transport.hpp"
#include "engine/transport/grid/voxel_medium.hpp"
#include "engine/transport/spectral/readings.hpp"
#include "engine/transport/spectral/window.hpp"

namespace mesogrid::grid {
namespace {

constexpr double kGibibyte = 1024.0 * 1024 * 1024;
/// After 30 decay times of the slowest mode e^-30 = 1e-13 is left.
constexpr double kDecayTimes = 30.0;

DepthResolution resolution_for(const spectral::DepotClasses& classes) {
    DepthResolution resolution;
    if (classes.shapes.empty()) return resolution;
    resolution.finest = std::min(resolution.finest, classes.narrowest() / 8.0);
    resolution.coarsest =
        std::clamp(classes.narrowest() / 4.0, resolution.finest, resolution.coarsest);
    return resolution;
}

/// Fields, two more of each where steps are chosen. Where every voxel has its own coefficients also
/// its capacity, three conductances and kinetics (voxel_tissue.hpp), and while those are made what
/// they are made from.
double bytes_per_voxel(const Medium& medium, const GridOptions& options) {
    const double value = options.precision == Precision::single ? 4.0 : 8.0;
    const double fields = (options.step ? 1.0 : 3.0) * (medium.binds() ? 3.0 : 1.0);
    if (!needs_voxels(medium)) return fields * value;
    const double kinetics = 1.0 + (medium.is_linear() ? 0.0 : 1.0) + (medium.binds() ? 2.0 : 0.0);
    return 4.0 * value + kinetics * sizeof(double) + std::max(fields * value, 2.0 * sizeof(double));
}

void require_memory(const GridBox& box, const Medium& medium, const GridOptions& options) {
    const double bytes = bytes_per_voxel(medium, options) * box.voxels();
    if (bytes <= options.memory) return;
    throw RefusedError(Diagnostic{
        .code = 609,
        .key = "numerics.step",
        .problem = fmt::format(
            "the grid would have {} x {} x {} voxels, {:.1f} GiB of fields and coefficients",
            box.raster.nx,
            box.raster.ny,
            box.z.size(),
            bytes / kGibibyte),
        .allowed = fmt::format("{:.0f} GiB", options.memory / kGibibyte),
        .suggestion = fmt::format("numerics.step = \"{:.2g} mm\"",
                                  1.05 * box.raster.spacing * std::sqrt(bytes / options.memory))});
}

/// The layers with the least (or, `most`, the largest) that maps make of a layer's value.
Medium extreme_of(Medium medium, bool most) {
    for (const TissueMap& map : medium.maps) {
        const auto [low, high] =
            std::minmax_element(map.factor.values.begin(), map.factor.values.end());
        const double factor = most ? *high : *low;
        if (map.what == TissueMap::What::diffusivity) {
            medium.layers[map.layer].diffusivity = factor * medium.layers[map.layer].diffusivity;
        }
        if (map.what == TissueMap::What::clearance) {
            medium.layers[map.layer].clearance = factor * medium.layers[map.layer].clearance;
        }
    }
    medium.maps.clear();
    return medium;
}

}  // namespace

double largest_diffusivity(const Medium& medium) {
    double most = 0.0;
    for (const MediumLayer& layer : extreme_of(medium, true).layers) {
        most = std::max(most, layer.diffusivity.base());
    }
    return most;
}

double least_diffusivity(const Medium& medium) {
    double least = std::numeric_limits<double>::infinity();
    for (const MediumLayer& layer : extreme_of(medium, false).layers) {
        least = std::min(least, layer.diffusivity.base());
    }
    return least;
}

double least_decay(const Medium& medium, const LayeredGrid& z) {
    const bool moves = std::any_of(medium.maps.begin(), medium.maps.end(), [](const TissueMap& m) {
        return m.what == TissueMap::What::thickness;
    });
    if (moves || !medium.is_linear() || medium.binds()) return 0.0;
    return slowest_decay(LayerOperator(spectral::column_of(extreme_of(medium, false), z)), 0.0);
}

double last_time(const TransportProblem& problem) {
    double last = problem.balance_at.base();
    for (const ExposureRequest& request : problem.requests) {
        last = std::max(last, request.at.base());
    }
    if (!problem.probes.empty()) {
        for (const Duration time : problem.probe_times) last = std::max(last, time.base());
    }
    for (const auto& snapshot : problem.snapshots) last = std::max(last, snapshot.at.base());
    for (const Depot& depot : problem.depots) last = std::max(last, depot.formed_at.base());
    return last;
}

std::vector<double> stops_of(const TransportProblem& problem) {
    std::vector<double> stops = {problem.balance_at.base()};
    for (const Depot& depot : problem.depots) stops.push_back(depot.formed_at.base());
    for (const ExposureRequest& request : problem.requests) {
        if (std::isfinite(request.at.base())) stops.push_back(request.at.base());
    }
    if (!problem.probes.empty()) {
        for (const Duration time : problem.probe_times) stops.push_back(time.base());
    }
    for (const auto& snapshot : problem.snapshots) stops.push_back(snapshot.at.base());
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    return stops;
}

GridBox choose_box(const TransportProblem& problem,
                   const spectral::DepotClasses& classes,
                   const GridOptions& options,
                   double end) {
    GridBox box;
    box.z = layered_grid(spectral::thicknesses(problem.medium),
                         options.resolution.value_or(resolution_for(classes)));
    const double slowest = least_decay(problem.medium, box.z);
    double first = end;
    for (const double time : classes.formation_times()) first = std::min(first, time);
    const double spreading =
        slowest > 0.0 ? std::min(end - first, kDecayTimes / slowest) : end - first;
    const double padding = spectral::image_padding(
        classes.widest(), largest_diffusivity(problem.medium), spreading, options.image_tolerance);
    const Box window = spectral::choose_window(problem, padding);
    const double h = problem.raster.spacing;
    const auto cells = [h](double length) { return static_cast<int>(std::lround(length / h)); };
    box.column = static_cast<std::size_t>(cells(problem.raster.origin.x - window.low.x));
    box.row = static_cast<std::size_t>(cells(problem.raster.origin.y - window.low.y));
    box.raster = {.origin = window.low,
                  .spacing = h,
                  .nx = cells(window.width()),
                  .ny = cells(window.height())};
    require_memory(box, problem.medium, options);
    return box;
}

LayeredMedium medium_of(const TransportProblem& problem, const GridBox& box) {
    return {.nx = static_cast<std::size_t>(box.raster.nx),
            .ny = static_cast<std::size_t>(box.raster.ny),
            .spacing = box.raster.spacing,
            .column = spectral::column_of(problem.medium, box.z)};
}

}  // namespace mesogrid::grid
