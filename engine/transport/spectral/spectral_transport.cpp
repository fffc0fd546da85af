#include "engine/transport/spectral/spectral_transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/numerics/layer_spectrum.hpp"
#include "engine/numerics/propagation.hpp"
#include "engine/transport/spectral/checks.hpp"
#include "engine/transport/spectral/mass_check.hpp"
#include "engine/transport/spectral/modal_answers.hpp"
#include "engine/transport/spectral/mode_field.hpp"
#include "engine/transport/spectral/recipes.hpp"
#include "engine/transport/spectral/superposition.hpp"
#include "engine/transport/spectral/window.hpp"

namespace mesogrid {

using namespace spectral;

namespace {

/// After 30 decay times of the slowest mode e^-30 = 1e-13 is left.
constexpr double kDecayTimes = 30.0;

DepthResolution resolution_for(const DepotClasses& classes) {
    DepthResolution resolution;
    if (classes.shapes.empty()) return resolution;
    resolution.finest = std::min(resolution.finest, classes.narrowest() / 8.0);
    resolution.coarsest =
        std::clamp(classes.narrowest() / 4.0, resolution.finest, resolution.coarsest);
    return resolution;
}

Spread spread_of(const TransportProblem& problem, const DepotClasses& classes, double slowest) {
    Spread spread;
    for (const MediumLayer& layer : problem.medium.layers) {
        spread.diffusivity = std::max(spread.diffusivity, layer.diffusivity.base());
    }
    spread.horizon =
        slowest > 0.0 ? kDecayTimes / slowest : std::numeric_limits<double>::infinity();
    for (const auto& shape : classes.shapes) {
        spread.support = std::max(spread.support, shape->support_radius());
    }
    return spread;
}

/// The longest time over which anything that is asked for spreads: a value spreads for ever, an
/// integral has all it gets after the horizon.
double spreading_time(const TransportProblem& problem, const Spread& spread) {
    double last = 0.0;
    for (const ExposureRequest& request : problem.requests) {
        if (is_initial(request)) continue;
        const bool integral = time_function(request) == TimeFunction::integral;
        const double time = request.at.base();
        last = std::max(last, integral ? std::min(time, spread.horizon) : time);
    }
    for (const Duration time : problem.probe_times) last = std::max(last, time.base());
    for (const auto& snapshot : problem.snapshots) last = std::max(last, snapshot.at.base());
    return last;
}

LateralModes choose_modes(const TransportProblem& problem,
                          const DepotClasses& classes,
                          const Box& window,
                          double tolerance) {
    const double highest = std::min(classes.highest_wavenumber(tolerance),
                                    2.0 * std::numbers::pi / problem.raster.spacing);
    const double per_quadrant = 0.25 * std::numbers::inv_pi * highest * highest;
    check_mode_count(per_quadrant * window.width() * window.height(), problem);
    return {window, highest};
}

/// A probe at a time, before anything moved or where nothing moves.
Superposition::PointValue draw_probe(const TransportProblem& problem,
                                     const Superposition& fields,
                                     const TransportProblem::Probe& probe,
                                     double rate,
                                     double time) {
    double sum = 0.0;
    for (const PlacedDepot& depot : fields.classes().depots) {
        const DepotShape& shape = *fields.classes().shapes[depot.depot_class];
        for (const Point axis : fields.visible_axes(depot)) {
            sum += depot.amount * shape.density(distance(axis, probe.position), probe.depth.base());
        }
    }
    const double value = sum * decay(is_immobile(problem.medium) ? rate : 0.0, time);
    return {value, value};
}

/// True when a probe is read off the shapes: nothing has moved yet, or nothing moves.
bool is_drawn(const TransportProblem& problem, Duration time) {
    return time.base() == 0.0 || is_immobile(problem.medium);
}

/// Readings of the probes follow those of the maps: probe by probe, time by time.
void append_probe_readings(const TransportProblem& problem,
                           const LayeredGrid& grid,
                           const LayerOperator& layers,
                           std::vector<Reading>& readings) {
    for (const auto& probe : problem.probes) {
        const double depth = std::min(probe.depth.base(), grid.depth());
        for (const Duration time : problem.probe_times) {
            if (is_drawn(problem, time)) continue;
            readings.push_back(read_point(grid, layers, depth, time.base()));
        }
    }
}

std::vector<std::vector<Concentration>> read_probes(const TransportProblem& problem,
                                                    const LayeredGrid& grid,
                                                    const Superposition& fields,
                                                    std::size_t first_reading) {
    std::vector<std::vector<Concentration>> series;
    std::size_t reading = first_reading;
    for (const auto& probe : problem.probes) {
        const auto below =
            std::upper_bound(grid.faces.begin() + 1, grid.faces.end() - 1, probe.depth.base());
        const auto cell = static_cast<std::size_t>(below - grid.faces.begin()) - 1;
        const double rate = problem.medium.layers[grid.layer[cell]].clearance.base();
        std::vector<Concentration>& values = series.emplace_back();
        for (const Duration time : problem.probe_times) {
            const Superposition::PointValue point =
                is_drawn(problem, time) ? draw_probe(problem, fields, probe, rate, time.base())
                                        : fields.at(probe.position, reading++);
            values.push_back(Concentration::from_base(
                checked_probe(point.value, point.bound, probe, time.base())));
        }
    }
    return series;
}

/// Amount per mm of depth of all depots together, per cell.
std::vector<double> lateral_integral(const DepotClasses& classes, const LayeredGrid& grid) {
    std::vector<double> amounts(classes.shapes.size(), 0.0);
    for (const PlacedDepot& depot : classes.depots) amounts[depot.depot_class] += depot.amount;
    std::vector<double> field(grid.size(), 0.0);
    for (std::size_t c = 0; c < amounts.size(); ++c) {
        for (std::size_t j = 0; j < grid.size(); ++j) {
            field[j] += amounts[c] * classes.shapes[c]->share(grid.faces[j], grid.faces[j + 1]) /
                        grid.height(j);
        }
    }
    return field;
}

/// The window around the raster beyond which nothing of note happens.
Box simulated_window(const TransportProblem& problem,
                     const DepotClasses& classes,
                     const Spread& spread,
                     double image_tolerance) {
    const double time = spreading_time(problem, spread);
    return choose_window(
        problem, image_padding(classes.widest(), spread.diffusivity, time, image_tolerance));
}

void stream_maps(const TransportProblem& problem, const Superposition& fields, Sink& sink) {
    for (std::size_t request = 0; request < problem.requests.size(); ++request) {
        Map map = fields.map(request);
        check_map(map,
                  problem.requests[request],
                  noise_level(fields.classes(), problem.requests[request]));
        sink.accept({request, std::move(map)});
    }
}

MassBalance balance_of(const TransportProblem& problem,
                       const DepotClasses& classes,
                       const LayeredGrid& grid,
                       const LayerOperator& layers,
                       double slowest) {
    const Propagator propagator = [&](std::span<const double> y, double t) {
        return propagate(layers, 0.0, slowest, y, t, rational_exponential(kMostPolePairs));
    };
    return mass_balance(
        layers, propagator, lateral_integral(classes, grid), problem.balance_at.base());
}

}  // namespace

TransportResult SpectralTransport::solve(const TransportProblem& problem, Sink& sink) const {
    check_problem(problem);
    const DepotClasses classes = group(problem);
    const LayeredGrid grid = layered_grid(thicknesses(problem.medium),
                                          options_.resolution.value_or(resolution_for(classes)));
    const LayerOperator layers(column_of(problem.medium, grid));
    const double slowest = slowest_decay(layers, 0.0);
    const Spread spread = spread_of(problem, classes, slowest);
    const Box window = simulated_window(problem, classes, spread, options_.image_tolerance);

    std::vector<Reading> readings;
    std::vector<MapRecipe> recipes = choose_recipes(problem, grid, spread, readings);
    const std::size_t first_probe = readings.size();
    append_probe_readings(problem, grid, layers, readings);
    const LateralModes modes = choose_modes(problem, classes, window, options_.mode_tolerance);
    auto answers = answerer_({modes, grid, layers, classes, readings, options_.mode_tolerance});
    const auto fields = std::make_shared<const Superposition>(
        problem, classes, modes, std::move(answers), std::move(recipes));

    stream_maps(problem, *fields, sink);
    const std::vector<ModeField> snapshots =
        evolve(problem, classes, grid, layers, modes, options_.snapshot_tolerance);
    stream_snapshots(problem, window, modes, snapshots, sink);
    const MassBalance balance = balance_of(problem, classes, grid, layers, slowest);
    return {.contributions = fields,
            .probes = read_probes(problem, grid, *fields, first_probe),
            .delivered = Amount::from_base(classes.total_amount()),
            .present = Amount::from_base(balance.present),
            .cleared = Amount::from_base(balance.cleared),
            .left_box = Amount{}};
}

}  // namespace mesogrid
