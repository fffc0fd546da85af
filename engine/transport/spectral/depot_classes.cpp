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

std::vector<double> DepotClasses::formation_times() const {
    std::vector<double> times;
    for (const Cohort& cohort : cohorts) times.push_back(cohort.formed_at);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

Box DepotClasses::box_of(const std::vector<std::size_t>& some) const {
    Box box{depots[some.front()].axis, depots[some.front()].axis};
    for (const std::size_t i : some) {
        const Point axis = depots[i].axis;
        box.low = {std::min(box.low.x, axis.x), std::min(box.low.y, axis.y)};
        box.high = {std::max(box.high.x, axis.x), std::max(box.high.y, axis.y)};
    }
    return box;
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
    std::map<std::pair<std::size_t, double>, std::size_t> cohort_index;
    for (const Depot& depot : problem.depots) {
        const auto [found, is_new] = index.try_emplace(depot.class_key, classes.shapes.size());
        if (is_new) {
            classes.shapes.push_back(depot.shape);
            classes.keys.push_back(depot.class_key);
        }
        const double formed_at = depot.formed_at.base();
        const auto [cohort, first_of_cohort] =
            cohort_index.try_emplace({found->second, formed_at}, classes.cohorts.size());
        if (first_of_cohort) classes.cohorts.push_back({found->second, formed_at, {}});
        classes.cohorts[cohort->second].members.push_back(classes.depots.size());
        classes.depots.push_back({.puncture = depot.puncture,
                                  .depot_class = found->second,
                                  .cohort = cohort->second,
                                  .axis = depot.axis,
                                  .amount = (depot.fluid * problem.concentration).base()});
    }
    return classes;
}

}  // namespace mesogrid::spectral
