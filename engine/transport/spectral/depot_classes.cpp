#include "engine/transport/spectral/depot_classes.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "engine/base/parallel.hpp"

namespace mesogrid::spectral {

double DepotClasses::total_amount() const {
    return parallel_sum(depots.size(), [&](std::size_t i) { return depots[i].amount; });
}

double DepotClasses::narrowest() const {
    double least = shapes.empty() ? 0.0 : std::numeric_limits<double>::infinity();
    for (const auto& shape : shapes) {
        least = std::min({least, shape->lateral_scale(), shape->vertical_scale()});
    }
    return least;
}

double DepotClasses::widest() const {
    double most = 0.0;
    for (const auto& shape : shapes) most = std::max(most, shape->lateral_scale());
    return most;
}

double DepotClasses::highest_wavenumber(double tolerance) const {
    double most = 0.0;
    for (const auto& shape : shapes) most = std::max(most, shape->highest_wavenumber(tolerance));
    return most;
}

DepotClasses group(const TransportProblem& problem) {
    DepotClasses classes;
    std::map<std::string, std::size_t> index;
    for (const Depot& depot : problem.depots) {
        const auto [found, is_new] = index.try_emplace(depot.class_key, classes.shapes.size());
        if (is_new) classes.shapes.push_back(depot.shape);
        classes.depots.push_back({.puncture = depot.puncture,
                                  .depot_class = found->second,
                                  .axis = depot.axis,
                                  .amount = (depot.fluid * problem.concentration).base()});
    }
    return classes;
}

}  // namespace mesogrid::spectral
