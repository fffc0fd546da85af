#include "engine/transport/spectral/components.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/error.hpp"
#include "engine/numerics/layer_spectrum.hpp"

namespace mesogrid::spectral {
namespace {

/// Peaks are sampled anew after every formation time.
constexpr std::size_t kMostFormationTimes = 64;
/// The first sample of a course after a start: nothing has moved by a cell, and no clearance known
/// to us has begun to show.
constexpr double kEarliest = 60.0;
constexpr double kBeforeFirstMove = 0.1;

[[noreturn]] void refuse(std::string what, std::string allowed) {
    throw InputError(Diagnostic{.code = 320,
                                .key = "prescription",
                                .problem = std::move(what),
                                .allowed = std::move(allowed)});
}

TimeFunction function_of(const ExposureRequest& request) {
    using enum ExposureQuantity;
    switch (request.quantity) {
        case areal_dose:
            return TimeFunction::initial;
        case auc:
        case areal_exposure:
        case bound_dose:
            return TimeFunction::integral;
        case areal_amount:
        case concentration:
        case peak:
        case time_above:
            return TimeFunction::value;
        case nominal_areal_dose:
            break;
    }
    refuse(std::string(to_text(request.quantity)) + " is no map of transport",
           "a quantity that depends on the place");
}

TimeFold fold_of(ExposureQuantity quantity) {
    if (quantity == ExposureQuantity::peak) return TimeFold::peak;
    if (quantity == ExposureQuantity::time_above) return TimeFold::time_above;
    return TimeFold::value;
}

/// Parts of the request's band in each layer; of bound_dose weighted by the layer's clearance.
std::vector<WeightedSlab> band_of(const ExposureRequest& request, const Medium& medium) {
    const double top = request.band.top.base();
    const double bottom = request.band.bottom.base();
    const bool mean = request.reduction == Reduction::depth_mean && !is_areal(request.quantity);
    const bool bound = request.quantity == ExposureQuantity::bound_dose;
    std::vector<WeightedSlab> slabs;
    double layer_top = 0.0;
    for (const MediumLayer& layer : medium.layers) {
        const double layer_bottom = layer_top + layer.thickness.base();
        const double from = std::max(top, layer_top);
        const double to = std::min(bottom, layer_bottom);
        const double weight = bound ? layer.clearance.base() : 1.0;
        if (to > from) slabs.push_back({from, to, mean ? weight / (bottom - top) : weight});
        layer_top = layer_bottom;
    }
    return slabs;
}

/// The slab sets of a request: one, or one per cell in the band for depth_min.
std::vector<std::vector<WeightedSlab>> slices_of(const ExposureRequest& request,
                                                 const Medium& medium,
                                                 const LayeredGrid& grid) {
    if (request.reduction != Reduction::depth_min || is_areal(request.quantity)) {
        return {band_of(request, medium)};
    }
    std::vector<std::vector<WeightedSlab>> slices;
    const double smallest = 1e-9 * grid.depth();
    for (std::size_t j = 0; j < grid.size(); ++j) {
        const double from = std::max(grid.faces[j], request.band.top.base());
        const double to = std::min(grid.faces[j + 1], request.band.bottom.base());
        if (to - from > smallest) slices.push_back({{from, to, 1.0 / (to - from)}});
    }
    return slices;
}

double largest_diffusivity(const Medium& medium) {
    double most = 0.0;
    for (const MediumLayer& layer : medium.layers) {
        most = std::max(most, layer.diffusivity.base());
    }
    return most;
}

std::vector<Instant> instants_of(const TransportProblem& problem,
                                 const ExposureRequest& request,
                                 const std::vector<double>& formed) {
    const double end = request.at.base();
    if (fold_of(request.quantity) == TimeFold::value) return {{end, end, true}};
    if (formed.size() > kMostFormationTimes) {
        refuse(std::string(to_text(request.quantity)) + " of depots that form at " +
                   std::to_string(formed.size()) + " different times",
               "at most " + std::to_string(kMostFormationTimes));
    }
    if (!std::isfinite(end)) {
        refuse(std::string(to_text(request.quantity)) + " needs an end", "a finite time");
    }
    const double h = problem.raster.spacing;
    const double move = h * h / std::max(largest_diffusivity(problem.medium), 1e-300);
    return instants_until(formed, kBeforeFirstMove * std::min(move, kEarliest), end);
}

}  // namespace

Components take_apart(const TransportProblem& problem,
                      const LayeredGrid& grid,
                      const std::vector<double>& formed) {
    Components components;
    for (const ExposureRequest& request : problem.requests) {
        const std::vector<std::vector<WeightedSlab>> slices =
            slices_of(request, problem.medium, grid);
        Course course{.fold = fold_of(request.quantity),
                      .level = request.level,
                      .instants = instants_of(problem, request, formed),
                      .first = components.list.size(),
                      .slices = slices.size()};
        const TimeFunction function = function_of(request);
        for (const Instant& instant : course.instants) {
            for (std::size_t s = 0; s < slices.size(); ++s) {
                components.list.push_back({.slabs = components.slabs.size() + s,
                                           .function = function,
                                           .time = instant.time,
                                           .formed_included = instant.formed_included});
            }
        }
        components.slabs.insert(components.slabs.end(), slices.begin(), slices.end());
        components.courses.push_back(std::move(course));
    }
    return components;
}

std::vector<WeightedSlab> decayed(const std::vector<WeightedSlab>& slabs,
                                  const Medium& medium,
                                  TimeFunction function,
                                  double age) {
    std::vector<WeightedSlab> left;
    double layer_top = 0.0;
    for (const MediumLayer& layer : medium.layers) {
        const double layer_bottom = layer_top + layer.thickness.base();
        const double rate = layer.clearance.base();
        const double factor =
            function == TimeFunction::value ? decay(rate, age) : decay_integral(rate, age);
        for (const WeightedSlab& slab : slabs) {
            const double from = std::max(slab.top, layer_top);
            const double to = std::min(slab.bottom, layer_bottom);
            if (to > from) left.push_back({from, to, slab.weight * factor});
        }
        layer_top = layer_bottom;
    }
    return left;
}

}  // namespace mesogrid::spectral
