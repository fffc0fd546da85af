#include "models/metrics/conformity.hpp"

#include <string>
#include <utility>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {
namespace {

class Evaluation final : public MetricEvaluation {
public:
    explicit Evaluation(const Assessment& assessment)
        : threshold_(assessment.prescription.threshold) {}

    void accept(const AssessedPlane& plane) override {
        const DoseDistribution& target = plane.distribution(Region::whole);
        const std::string reason = reason_for_none(plane, threshold_);
        const std::string half_reason = reason_for_none(plane, 0.5 * threshold_);
        double covered = 0.0;
        double everywhere = 0.0;
        if (reason.empty()) {
            covered = target.area_at_least(threshold_);
            everywhere = plane.surroundings->everywhere.area_at_least(threshold_);
        }
        const auto over_all = [&](double numerator, const std::string& why) {
            if (!why.empty()) return Outcome::none(why);
            if (everywhere <= 0.0) return Outcome::none("the threshold is reached nowhere");
            return Outcome::of(numerator / everywhere);
        };
        const double part = reason.empty() ? covered / target.total_area() : 0.0;
        add("conformity", over_all(part * covered, reason), Better::higher);
        add("conformation_number", over_all(part * covered, reason), Better::higher);
        add("selectivity", over_all(covered, reason), Better::higher);
        const double half = half_reason.empty()
                                ? plane.surroundings->everywhere.area_at_least(0.5 * threshold_)
                                : 0.0;
        add("gradient_index", over_all(half, half_reason), Better::lower);
    }
    MetricResult finish(const Contributions*) override { return std::move(result_); }

private:
    static std::string reason_for_none(const AssessedPlane& plane, double level) {
        if (level <= 0.0) return "the threshold is zero";
        if (plane.distribution(Region::whole).empty()) return "the target has no area";
        if (!plane.surroundings) {
            return "the map ends with the target: numerics.surroundings lets it go on";
        }
        if (plane.surroundings->highest_at_the_end >= level) {
            return "enough dose reaches the end of the map: widen numerics.surroundings";
        }
        return {};
    }
    void add(std::string measure, const Outcome& outcome, Better better) {
        result_.measures.push_back({.name = std::move(measure),
                                    .value = outcome.value,
                                    .reason = outcome.reason,
                                    .unit = "1",
                                    .better = better});
    }

    double threshold_;
    MetricResult result_;
};

}  // namespace

std::unique_ptr<MetricEvaluation> Conformity::begin(const Assessment& assessment) const {
    return std::make_unique<Evaluation>(assessment);
}

}  // namespace mesogrid::models
