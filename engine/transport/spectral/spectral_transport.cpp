#include "engine/transport/spectral/spectral_transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"
#include "engine/numerics/propagation.hpp"
#include "engine/transport/spectral/carried_shape.hpp"
#include "engine/transport/spectral/checks.hpp"
#include "engine/transport/spectral/hankel_response.hpp"
#include "engine/transport/spectral/mass_check.hpp"
#include "engine/transport/spectral/modal_answers.hpp"
#include "engine/transport/spectral/mode_field.hpp"
#include "engine/transport/spectral/probes.hpp"
#include "engine/transport/spectral/response_store.hpp"
#include "engine/transport/spectral/sharp_planes.hpp"
#include "engine/transport/spectral/superposition.hpp"
#include "engine/transport/spectral/terms.hpp"
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
    spread.slowest = slowest;
    spread.horizon =
        slowest > 0.0 ? kDecayTimes / slowest : std::numeric_limits<double>::infinity();
    for (const auto& shape : classes.shapes) {
        spread.support = std::max(spread.support, shape->support_radius());
    }
    return spread;
}

/// Wavenumber beyond which a cell average of a mode is small change: where it first vanishes.
double highest_of_cells(const TransportProblem& problem) {
    return 2.0 * std::numbers::pi / problem.raster.spacing;
}

/// Highest wavenumber of any question of these paths; 0 when there is none.
double highest_question(const Terms& terms, bool direct_too) {
    double highest = 0.0;
    for (std::size_t q = 0; q < terms.questions.size(); ++q) {
        if (terms.paths[q] == Path::modes || direct_too) {
            highest = std::max(highest, terms.questions[q].highest);
        }
    }
    return highest;
}

/// The longest time over which anything that modes serve spreads.
double spreading_time(const TransportProblem& problem,
                      const DepotClasses& classes,
                      const Terms& terms,
                      const Spread& spread) {
    double last = 0.0;
    for (std::size_t q = 0; q < terms.questions.size(); ++q) {
        if (terms.paths[q] != Path::modes) continue;
        last = std::max(last, spread.spreading_time(terms.readings[terms.questions[q].reading]));
    }
    for (const auto& snapshot : problem.snapshots) {
        for (const Cohort& cohort : classes.cohorts) {
            last = std::max(last, snapshot.at.base() - cohort.formed_at);
        }
    }
    return last;
}

LateralModes choose_modes(const TransportProblem& problem, const Box& window, double highest) {
    const double per_quadrant = 0.25 * std::numbers::inv_pi * highest * highest;
    check_mode_count(per_quadrant * window.width() * window.height(), problem);
    return {window, highest};
}

/// Amount per mm of depth, per cell, of all depots that form at a time.
std::vector<double> lateral_integral(const DepotClasses& classes,
                                     const LayeredGrid& grid,
                                     double formed_at) {
    std::vector<double> amounts(classes.shapes.size(), 0.0);
    for (const Cohort& cohort : classes.cohorts) {
        if (cohort.formed_at != formed_at) continue;
        for (const std::size_t i : cohort.members) {
            amounts[cohort.depot_class] += classes.depots[i].amount;
        }
    }
    std::vector<double> field(grid.size(), 0.0);
    for (std::size_t c = 0; c < amounts.size(); ++c) {
        if (amounts[c] == 0.0) continue;
        for (std::size_t j = 0; j < grid.size(); ++j) {
            field[j] += amounts[c] * classes.shapes[c]->share(grid.faces[j], grid.faces[j + 1]) /
                        grid.height(j);
        }
    }
    return field;
}

/// Of every formation time its own balance, added up.
MassBalance balance_of(const TransportProblem& problem,
                       const DepotClasses& classes,
                       const LayeredGrid& grid,
                       const LayerOperator& layers,
                       double slowest) {
    const Propagator propagator = [&](std::span<const double> y, double t) {
        return propagate(layers, 0.0, slowest, y, t, rational_exponential(kMostPolePairs));
    };
    const std::vector<double> formed = classes.formation_times();
    std::vector<MassBalance> parts(formed.size());
    parallel_for(parts.size(), [&](std::size_t i) {
        const double age = problem.balance_at.base() - formed[i];
        MESOGRID_EXPECTS(age >= 0.0);
        parts[i] =
            mass_balance(layers, propagator, lateral_integral(classes, grid, formed[i]), age);
    });
    MassBalance total;
    for (const MassBalance& part : parts) {
        total.present += part.present;
        total.cleared += part.cleared;
    }
    return total;
}

void stream_maps(const TransportProblem& problem, const Superposition& fields, Sink& sink) {
    for (std::size_t request = 0; request < problem.requests.size(); ++request) {
        Map map = fields.map(request);
        const double noise = noise_level(
            fields.parts().classes, problem.requests[request], fields.parts().spread.slowest);
        check_map(map, problem.requests[request], noise);
        sink.accept({request, std::move(map), noise});
    }
}

}  // namespace

/// Everything a solve makes on its way; see the steps in solve().
struct SpectralTransport::Work {
    explicit Work(const TransportProblem& problem_of_run, const SpectralOptions& options_of_run)
        : problem(problem_of_run),
          options(options_of_run),
          classes(group(problem)),
          grid(layered_grid(thicknesses(problem.medium),
                            options.resolution.value_or(resolution_for(classes)))),
          layers(column_of(problem.medium, grid)),
          spread(spread_of(problem, classes, slowest_decay(layers, 0.0))),
          components(take_apart(problem, grid, classes.formation_times())),
          terms(choose_terms(components,
                             point_components(problem),
                             {problem,
                              classes,
                              grid,
                              layers,
                              spread,
                              highest_of_cells(problem),
                              options.mode_tolerance,
                              options.modes_serve})),
          paths(snapshot_paths(
              problem, classes, highest_of_cells(problem), options.snapshot_tolerance)) {}

    const TransportProblem& problem;
    const SpectralOptions& options;
    DepotClasses classes;
    LayeredGrid grid;
    LayerOperator layers;
    Spread spread;
    Components components;
    Terms terms;
    std::vector<std::vector<Path>> paths;  ///< of snapshots

    double highest_mode() const {
        double highest = highest_question(terms, false);
        if (any_modes(paths)) {
            highest = std::max(highest,
                               std::min(classes.highest_wavenumber(options.mode_tolerance),
                                        highest_of_cells(problem)));
        }
        return highest;
    }

    /// The window around the raster beyond which nothing of note happens, and its modes; null
    /// when nothing needs them.
    std::shared_ptr<const LateralModes> modes() const {
        const double highest = highest_mode();
        if (highest == 0.0) return nullptr;
        const double padding = image_padding(classes.widest(),
                                             spread.diffusivity,
                                             spreading_time(problem, classes, terms, spread),
                                             options.image_tolerance);
        return std::make_shared<const LateralModes>(
            choose_modes(problem, choose_window(problem, padding), highest));
    }

    std::shared_ptr<const ResponseTable> table(ResponseStore& responses) const {
        if (terms.questions.empty()) return nullptr;
        return responses.table(grid, layers, terms.readings, highest_question(terms, true));
    }

    std::vector<std::shared_ptr<const DepotShape>> carried(const ResponseTable* table,
                                                           ResponseStore& responses) const {
        std::vector<std::shared_ptr<const DepotShape>> shapes(terms.questions.size());
        std::vector<char> in_a_map(shapes.size(), 0);
        for (const auto& cohorts : terms.of_map) {
            for (const Term& term : cohorts) {
                if (term.path == Path::direct) in_a_map[term.question] = 1;
            }
        }
        parallel_for(shapes.size(), [&](std::size_t q) {
            if (!in_a_map[q]) return;
            const Question& question = terms.questions[q];
            const double reach = spread.reach(terms.readings[question.reading]);
            const std::size_t reading = table->find(terms.readings[question.reading]);
            const std::string& key = classes.keys[question.depot_class];
            shapes[q] = responses.carried({table, key, reading, question.highest, reach}, [&] {
                const DepotShape& shape = *classes.shapes[question.depot_class];
                const HankelResponse response(*table, shape, reading, question.highest, reach);
                return std::make_shared<const CarriedShape>(response, reach, shape.lateral_scale());
            });
        });
        return shapes;
    }

    void stream_fields(const LateralModes* modes, Sink& sink) const {
        const SharpPlanes sharp(problem, classes, grid, layers, spread, paths);
        std::vector<ModeField> snapshots;
        if (any_modes(paths)) {
            snapshots =
                evolve(problem, classes, grid, layers, *modes, paths, options.snapshot_tolerance);
        } else {
            modes = nullptr;
        }
        stream_snapshots(problem, modes, snapshots, sharp, sink);
    }
};

TransportResult SpectralTransport::solve(const TransportProblem& problem,
                                         Sink& sink,
                                         ResponseStore& responses) const {
    check_uniform_problem(problem);
    Work work(problem, options_);
    require_convergence(problem, work.classes);
    const auto modes = work.modes();
    const auto table = work.table(responses);
    std::shared_ptr<const ModalAnswers> answers;
    if (modes && table) {
        answers = answerer_({*modes, work.grid, work.layers, work.classes, work.terms, *table});
    }
    auto carried = work.carried(table.get(), responses);
    const auto fields =
        std::make_shared<const Superposition>(SuperpositionParts{problem.raster,
                                                                 problem.walls,
                                                                 problem.puncture_count,
                                                                 work.classes,
                                                                 std::move(work.components),
                                                                 std::move(work.terms),
                                                                 work.spread,
                                                                 modes,
                                                                 std::move(answers),
                                                                 std::move(carried)});
    stream_maps(problem, *fields, sink);
    if (!problem.snapshots.empty()) work.stream_fields(modes.get(), sink);
    const MassBalance balance =
        balance_of(problem, work.classes, work.grid, work.layers, work.spread.slowest);
    return {.contributions = fields,
            .probes = read_probes(problem, *fields, table.get()),
            .delivered = Amount::from_base(work.classes.total_amount()),
            .present = Amount::from_base(balance.present),
            .cleared = Amount::from_base(balance.cleared),
            .left_box = Amount{}};
}

TransportResult SpectralTransport::solve(const TransportProblem& problem, Sink& sink) const {
    ResponseStore responses;
    return solve(problem, sink, responses);
}

}  // namespace mesogrid
