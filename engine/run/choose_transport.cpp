#include "engine/run/choose_transport.hpp"

#include <algorithm>
#include <utility>

#include "engine/transport/grid/grid_transport.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

namespace mesogrid {

std::string needs_grid(const Tissue& tissue) {
    if (!tissue.maps.empty()) return "the tissue varies along the skin (tissue.maps)";
    for (const Layer& layer : tissue.layers) {
        if (layer.half_saturation) return "clearance saturates in the " + layer.name;
        if (layer.binding > Rate{}) return "solute binds and is released in the " + layer.name;
    }
    return "";
}

bool runs_on_grid(const Scenario& scenario) {
    return scenario.numerics.solver == Solver::grid || !needs_grid(scenario.tissue).empty();
}

TransportResult carry_by_chosen(const Scenario& scenario,
                                const TransportProblem& problem,
                                Sink& sink,
                                ResponseStore& responses) {
    if (!runs_on_grid(scenario)) return SpectralTransport().solve(problem, sink, responses);
    const Numerics& numerics = scenario.numerics;
    grid::GridOptions options{.tolerance = numerics.tolerance};
    if (numerics.time_step) options.step = numerics.time_step->base();
    if (numerics.single_precision) options.precision = grid::Precision::single;
    TransportResult result = GridTransport(options).solve(problem, sink);
    const std::string why = needs_grid(scenario.tissue);
    if (numerics.solver == Solver::as_needed) {
        result.notes.insert(result.notes.begin(), "solved on the grid because " + why);
    }
    if (!result.contributions) {
        result.notes.emplace_back(
            "clearance saturates, so punctures have no shares that add up to the dose: reach, "
            "unique, shared and marginal columns are empty and measures of them are n/a");
    }
    const bool moves = std::any_of(
        scenario.tissue.maps.begin(), scenario.tissue.maps.end(), [](const LayerPicture& map) {
            return map.what == TissueMap::What::thickness;
        });
    if (moves) {
        result.notes.emplace_back(
            "depots are shaped by the stated thickness of layers, not by its map");
    }
    return result;
}

double balance_limit(const Scenario& scenario) {
    return runs_on_grid(scenario) && scenario.numerics.single_precision ? 1e-6 : 1e-10;
}

}  // namespace mesogrid
