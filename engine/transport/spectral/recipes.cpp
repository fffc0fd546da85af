#include "engine/transport/spectral/recipes.hpp"

#include <algorithm>
#include <cmath>

#include "engine/numerics/layer_spectrum.hpp"

namespace mesogrid::spectral {
namespace {

/// The part of the request's band in each layer, decaying with the layer's own rate.
std::vector<WeightedSlab> slabs_of(const ExposureRequest& request, const Medium& medium) {
    const double top = request.band.top.base();
    const double bottom = request.band.bottom.base();
    const double weight = band_weight(request);
    if (is_initial(request)) return {{top, bottom, weight}};
    std::vector<WeightedSlab> slabs;
    double layer_top = 0.0;
    for (const MediumLayer& layer : medium.layers) {
        const double layer_bottom = layer_top + layer.thickness.base();
        const double from = std::max(top, layer_top);
        const double to = std::min(bottom, layer_bottom);
        const double factor =
            decay_factor(layer.clearance.base(), time_function(request), request.at.base());
        if (to > from) slabs.push_back({from, to, weight * factor});
        layer_top = layer_bottom;
    }
    return slabs;
}

}  // namespace

double Spread::reach(TimeFunction function, double t) const {
    const double spreading = function == TimeFunction::integral ? std::min(t, horizon) : t;
    // exp(-r^2/(4 D t)) < 1e-12 at r = 7.5 sqrt(2 D t)
    return support + 7.5 * std::sqrt(2.0 * diffusivity * spreading);
}

bool is_immobile(const Medium& medium) {
    return std::all_of(medium.layers.begin(), medium.layers.end(), [](const MediumLayer& layer) {
        return layer.diffusivity.base() == 0.0;
    });
}

double decay_factor(double rate, TimeFunction function, double time) {
    return function == TimeFunction::value ? decay(rate, time) : decay_integral(rate, time);
}

std::vector<MapRecipe> choose_recipes(const TransportProblem& problem,
                                      const LayeredGrid& grid,
                                      const Spread& spread,
                                      std::vector<Reading>& readings) {
    std::vector<MapRecipe> recipes;
    for (const ExposureRequest& request : problem.requests) {
        MapRecipe recipe;
        if (is_initial(request) || is_immobile(problem.medium)) {
            recipe.slabs = slabs_of(request, problem.medium);
        } else {
            recipe.reading = readings.size();
            recipe.reach = spread.reach(time_function(request), request.at.base());
            readings.push_back(read_band(grid, request));
        }
        recipes.push_back(std::move(recipe));
    }
    return recipes;
}

}  // namespace mesogrid::spectral
