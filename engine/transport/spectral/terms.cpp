#include "engine/transport/spectral/terms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "engine/numerics/layer_spectrum.hpp"

namespace mesogrid::spectral {
namespace {

/// What a direct answer leaves out.
constexpr double kDirectTolerance = 1e-9;
/// A layer holds a depot's solute when this share of it lies there.
constexpr double kHolds = 1e-12;

/// Smallest diffusivity of a layer that holds any of the shape or lets any in.
double slowest_diffusivity(const DepotShape& shape, const Medium& medium) {
    double least = std::numeric_limits<double>::infinity();
    double top = 0.0;
    for (const MediumLayer& layer : medium.layers) {
        const double bottom = top + layer.thickness.base();
        const double diffusivity = layer.diffusivity.base();
        if (diffusivity > 0.0 || shape.share(top, bottom) > kHolds) {
            least = std::min(least, diffusivity);
        }
        top = bottom;
    }
    return least;
}

/// Collects readings and questions, each once.
class Register {
public:
    explicit Register(const TermContext& context) : context_(context) {}

    std::size_t reading(std::size_t weights,
                        TimeFunction function,
                        double age,
                        const std::vector<double>& values) {
        const auto [found, is_new] =
            readings_.try_emplace({weights, function, age}, terms.readings.size());
        if (is_new) terms.readings.push_back({values, function, age});
        return found->second;
    }

    std::size_t question(std::size_t depot_class, std::size_t reading) {
        const auto [found, is_new] =
            questions_.try_emplace({depot_class, reading}, terms.questions.size());
        if (!is_new) return found->second;
        const DepotShape& shape = *context_.classes.shapes[depot_class];
        const auto needed = [&](double tolerance) {
            return wavenumber_needed(shape,
                                     context_.problem.medium,
                                     terms.readings[reading],
                                     context_.spread,
                                     tolerance);
        };
        const bool modes = needed(context_.modes_serve) <= context_.highest_mode;
        const double highest =
            modes ? std::min(needed(context_.mode_tolerance), context_.highest_mode)
                  : needed(kDirectTolerance);
        terms.questions.push_back({depot_class, reading, highest});
        terms.paths.push_back(modes ? Path::modes : Path::direct);
        return found->second;
    }

    Terms terms;

private:
    const TermContext& context_;
    std::map<std::tuple<std::size_t, TimeFunction, double>, std::size_t> readings_;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> questions_;
};

std::vector<Term> map_terms(const Component& component,
                            const std::vector<WeightedSlab>& slabs,
                            const std::vector<double>& weights,
                            const TermContext& context,
                            Register& all) {
    std::vector<Term> terms;
    const bool immobile = is_immobile(context.problem.medium);
    for (const Cohort& cohort : context.classes.cohorts) {
        Term& term = terms.emplace_back();
        const double age = component.time - cohort.formed_at;
        const bool initial = component.function == TimeFunction::initial;
        if (initial || (age == 0.0 && component.formed_included &&
                        component.function == TimeFunction::value)) {
            term = {.path = Path::drawn, .slabs = slabs};
        } else if (age <= 0.0) {
            continue;
        } else if (immobile) {
            term = {.path = Path::drawn,
                    .slabs = decayed(slabs, context.problem.medium, component.function, age)};
        } else {
            const std::size_t reading =
                all.reading(component.slabs, component.function, age, weights);
            term.question = all.question(cohort.depot_class, reading);
            term.path = all.terms.paths[term.question];
        }
    }
    return terms;
}

std::vector<Term> point_terms(const PointComponent& point,
                              std::size_t weights_id,
                              const std::vector<double>& weights,
                              const TermContext& context,
                              Register& all) {
    std::vector<Term> terms;
    const bool immobile = is_immobile(context.problem.medium);
    const auto below =
        std::upper_bound(context.grid.faces.begin() + 1, context.grid.faces.end() - 1, point.depth);
    const auto cell = static_cast<std::size_t>(below - context.grid.faces.begin()) - 1;
    const double rate = context.layers.column().clearance[cell];
    for (const Cohort& cohort : context.classes.cohorts) {
        Term& term = terms.emplace_back();
        const double age = point.time - cohort.formed_at;
        if (age < 0.0) continue;
        if (age == 0.0 || immobile) {
            term = {.path = Path::drawn, .factor = decay(rate, age)};
            continue;
        }
        const std::size_t reading = all.reading(weights_id, TimeFunction::value, age, weights);
        term.question = all.question(cohort.depot_class, reading);
        term.path = all.terms.paths[term.question];
    }
    return terms;
}

}  // namespace

double Spread::spreading_time(const Reading& reading) const {
    return reading.function == TimeFunction::integral ? std::min(reading.time, horizon)
                                                      : reading.time;
}

double Spread::reach(const Reading& reading) const {
    // exp(-r^2/(4 D t)) < 1e-12 at r = 7.5 sqrt(2 D t)
    const double spreading = 7.5 * std::sqrt(2.0 * diffusivity * spreading_time(reading));
    if (reading.function != TimeFunction::integral || slowest <= 0.0) return support + spreading;
    // Integrals fall as exp(-r/L) or faster, L = sqrt(D/lambda): below 1e-12 at r = 27.6 L
    return support + std::min(spreading, 27.6 * std::sqrt(diffusivity / slowest));
}

bool is_immobile(const Medium& medium) {
    return std::all_of(medium.layers.begin(), medium.layers.end(), [](const MediumLayer& layer) {
        return layer.diffusivity.base() == 0.0;
    });
}

double wavenumber_needed(const DepotShape& shape,
                         const Medium& medium,
                         const Reading& reading,
                         const Spread& spread,
                         double tolerance) {
    const double diffusivity = slowest_diffusivity(shape, medium);
    const bool value = reading.function == TimeFunction::value;
    const double time = value || spread.slowest <= 0.0
                            ? reading.time
                            : std::min(reading.time, 1.0 / spread.slowest);
    const auto damping = [&](double k) {
        const double x = diffusivity * k * k * time;
        return value ? std::exp(-x) : std::min(1.0, 1.0 / x);
    };
    // The bound of the shape at k is the tolerance whose highest wavenumber is k: it falls with k,
    // and so does the damping, so their product takes the tolerance once.
    double low = tolerance;
    double high = 1.0;
    if (shape.highest_wavenumber(high) > 0.0 && damping(shape.highest_wavenumber(high)) > 0.0 &&
        high * damping(shape.highest_wavenumber(high)) <= tolerance) {
        // Diffused away even where the shape's own bound is 1.
        return value ? std::sqrt(-std::log(tolerance) / (diffusivity * time))
                     : std::sqrt(1.0 / (tolerance * diffusivity * time));
    }
    for (int i = 0; i < 60; ++i) {
        const double middle = std::sqrt(low * high);
        const double k = shape.highest_wavenumber(middle);
        (middle * damping(k) <= tolerance ? low : high) = middle;
    }
    return shape.highest_wavenumber(low);
}

Terms choose_terms(const Components& components,
                   const std::vector<PointComponent>& points,
                   const TermContext& context) {
    Register all(context);
    std::vector<std::vector<double>> weights;
    for (const auto& slabs : components.slabs) {
        weights.push_back(slab_weights(context.grid, slabs));
    }
    for (const Component& component : components.list) {
        all.terms.of_map.push_back(map_terms(
            component, components.slabs[component.slabs], weights[component.slabs], context, all));
    }
    std::map<double, std::size_t> depths;
    for (const PointComponent& point : points) {
        const auto [found, is_new] = depths.try_emplace(point.depth, weights.size());
        if (is_new) {
            weights.push_back(point_weights(
                context.grid, context.layers, std::min(point.depth, context.grid.depth())));
        }
        all.terms.of_point.push_back(
            point_terms(point, found->second, weights[found->second], context, all));
    }
    return std::move(all.terms);
}

}  // namespace mesogrid::spectral
