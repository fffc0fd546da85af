#include "models/metrics/spacing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "engine/geometry/spacing.hpp"

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {
namespace {

/// 2 pi/sqrt(27), the thinnest covering of the plane by equal discs.
const double kThinnestCovering = 2.0 * std::numbers::pi / std::sqrt(27.0);

/// The part of the target that a region is; no ring where it is empty.
Outline outline_of(Region region, const Target& target) {
    if (region == Region::whole) return target.outline;
    Outline interior = target.outline.inset(target.interior_margin);
    if (region == Region::interior) return interior;
    if (target.interior_margin <= Length{}) return {};
    return interior.empty() ? target.outline : target.outline.without(interior);
}

class Evaluation final : public MetricEvaluation {
public:
    explicit Evaluation(const Assessment& assessment) : assessment_(assessment) {
        for (const Puncture& puncture : assessment.punctures) points_.push_back(puncture.position);
    }

    void accept(const AssessedPlane&) override {}
    MetricResult finish(const Contributions*) override {
        add_nearest_neighbours();
        add_covering();
        return std::move(result_);
    }

private:
    void add(std::string measure,
             const Outcome& outcome,
             std::string unit,
             Better better,
             Region region = Region::whole) {
        result_.measures.push_back({.name = std::move(measure),
                                    .region = region,
                                    .value = outcome.value,
                                    .reason = outcome.reason,
                                    .unit = std::move(unit),
                                    .better = better,
                                    .on_prescription = false});
    }

    void add_nearest_neighbours() {
        const std::vector<double> nearest = nearest_neighbour_distances(points_);
        const Outcome few = Outcome::none("there are fewer than two punctures");
        if (nearest.empty()) {
            add("nearest_neighbour_min", few, "mm", Better::none);
            add("nearest_neighbour_mean", few, "mm", Better::none);
            add("nearest_neighbour_CV", few, "1", Better::lower);
            add("clark_evans", few, "1", Better::none);
            return;
        }
        const auto count = static_cast<double>(nearest.size());
        double mean = 0.0;
        for (const double d : nearest) mean += d / count;
        double variance = 0.0;
        for (const double d : nearest) variance += (d - mean) * (d - mean) / count;
        const double random = 0.5 * std::sqrt(assessment_.target.outline.area() / count);
        add("nearest_neighbour_min",
            Outcome::of(*std::min_element(nearest.begin(), nearest.end())),
            "mm",
            Better::none);
        add("nearest_neighbour_mean", Outcome::of(mean), "mm", Better::none);
        add("nearest_neighbour_CV",
            mean > 0.0 ? Outcome::of(std::sqrt(variance) / mean)
                       : Outcome::none("all punctures lie on one another"),
            "1",
            Better::lower);
        add("clark_evans", Outcome::of(mean / random), "1", Better::none);
    }

    void add_covering() {
        for (const Region region : {Region::whole, Region::interior, Region::edge_band}) {
            add("covering_radius", radius(region), "mm", Better::lower, region);
        }
        const Outcome whole = radius(Region::whole);
        if (!whole.value) {
            add("covering_density", whole, "1", Better::lower);
            add("lattice_efficiency", whole, "1", Better::higher);
            return;
        }
        const double density = static_cast<double>(points_.size()) * std::numbers::pi *
                               *whole.value * *whole.value / assessment_.target.outline.area();
        add("covering_density", Outcome::of(density), "1", Better::lower);
        add("lattice_efficiency", Outcome::of(kThinnestCovering / density), "1", Better::higher);
    }

    Outcome radius(Region region) const {
        if (points_.empty()) return Outcome::none("there is no puncture");
        const Outline outline = outline_of(region, assessment_.target);
        if (outline.empty()) return Outcome::none(reason_of_emptiness(region, assessment_.target));
        return Outcome::of(covering_radius(points_, outline));
    }

    Assessment assessment_;
    std::vector<Point> points_;
    MetricResult result_;
};

}  // namespace

std::unique_ptr<MetricEvaluation> Spacing::begin(const Assessment& assessment) const {
    return std::make_unique<Evaluation>(assessment);
}

}  // namespace mesogrid::models
