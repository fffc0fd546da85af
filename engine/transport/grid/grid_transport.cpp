#include "engine/transport/grid/grid_transport.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/march.hpp"
#include "engine/transport/grid/shares.hpp"
#include "engine/transport/spectral/checks.hpp"

namespace mesogrid {
namespace {

using namespace grid;

/// Nanoseconds that a step takes per voxel, about, for estimates.
constexpr double kNanoseconds = 2.0;

void require_steps(const GridOptions& options, const GridBox& box, double length) {
    if (!options.step) return;
    const double steps = length / *options.step;
    if (steps <= options.most_steps) return;
    throw RefusedError(Diagnostic{
        .code = 610,
        .key = "numerics.time_step",
        .problem = fmt::format("{:.3g} steps of {:.3g} s on {:.3g} voxels take about {:.3g} h",
                               steps,
                               *options.step,
                               box.voxels(),
                               steps * box.voxels() * kNanoseconds * 1e-9 / 3600.0),
        .allowed = fmt::format("{:.3g} steps", options.most_steps),
        .suggestion = fmt::format("at least {:.3g} s", length / options.most_steps)});
}

/// How the run went, for the reader of its result.
std::string tally_note(const GridOptions& options, const GridBox& box, const MarchResult& marched) {
    const StepTally& tally = marched.tally;
    std::string note = fmt::format("grid solver: {} x {} x {} voxels, {} steps ({} damped)",
                                   box.raster.nx,
                                   box.raster.ny,
                                   box.z.size(),
                                   tally.steps,
                                   tally.damped);
    note += options.step ? fmt::format(" of at most {:.4g} s", *options.step)
                         : fmt::format(", tolerance {:g}", options.tolerance);
    return note +
           fmt::format("; {} of {} line sweeps fell back to backward Euler to stay above zero",
                       tally.lines_fallen,
                       tally.lines);
}

/// Diffusivities so far apart that a reader should know what the solves are up against; empty
/// below a contrast of a million.
std::string contrast_note(const TransportProblem& problem,
                          const GridBox& box,
                          const std::vector<TakenStep>& taken) {
    constexpr double kWorthTelling = 1e6;
    const double least = least_diffusivity(problem.medium);
    const double largest = largest_diffusivity(problem.medium);
    const double contrast = largest / least;
    if (least <= 0.0 || contrast < kWorthTelling) return "";
    double longest = 0.0;
    for (const TakenStep& step : taken) longest = std::max(longest, step.dt);
    double finest = box.raster.spacing;
    for (std::size_t k = 0; k < box.z.size(); ++k) finest = std::min(finest, box.z.height(k));
    // rows of 1 + dt/2 L sum to 1 and their diagonals exceed 1 by at most this
    const double condition = 1.0 + 4.0 * longest * largest / (finest * finest);
    return fmt::format(
        "diffusivities differ by a factor of {:.2g}; matrices of the longest step have "
        "a condition number of at most {:.2g}",
        contrast,
        condition);
}

}  // namespace

TransportResult GridTransport::solve(const TransportProblem& problem, Sink& sink) const {
    spectral::check_problem(problem);
    const spectral::DepotClasses classes = spectral::group(problem);
    const double end = last_time(problem);
    const GridBox box = choose_box(problem, classes, options_, end);
    const std::vector<double> stops = stops_of(problem);
    require_steps(options_, box, end - stops.front());
    const bool single = options_.precision == Precision::single;
    MarchResult marched = single ? march<float>(problem, box, stops, options_, nullptr, &sink)
                                 : march<double>(problem, box, stops, options_, nullptr, &sink);
    for (std::size_t r = 0; r < marched.maps.size(); ++r) {
        Map& map = marched.maps[r];
        const double peak = *std::max_element(map.values.begin(), map.values.end());
        const double rounding = (single ? 1e-6 : 1e-13) * peak;
        spectral::check_map(map, problem.requests[r], rounding);
        sink.accept({r, std::move(map), rounding});
    }
    TransportResult result;
    result.notes = {tally_note(options_, box, marched)};
    const std::string contrast = contrast_note(problem, box, marched.taken);
    if (!contrast.empty()) result.notes.push_back(contrast);
    if (problem.medium.is_linear())
        result.contributions =
            std::make_shared<const GridShares>(problem, box, options_, std::move(marched.taken));
    result.probes = std::move(marched.probes);
    result.delivered = Amount::from_base(classes.total_amount());
    result.present = Amount::from_base(marched.present);
    result.cleared = Amount::from_base(marched.cleared);
    return result;
}

}  // namespace mesogrid
