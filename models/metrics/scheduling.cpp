#include "models/metrics/scheduling.hpp"

#include <optional>

#include "models/metrics/region_evaluation.hpp"
#include "models/metrics/window_search.hpp"

namespace mesogrid::models {
namespace {

class Evaluation final : public MetricEvaluation {
public:
    Evaluation(const Assessment& assessment, const std::vector<double>& windows)
        : assessment_(assessment), windows_(windows) {}

    void accept(const AssessedPlane& plane) override {
        for (const Region region : {Region::whole, Region::interior, Region::edge_band}) {
            judge(plane, region);
        }
    }
    MetricResult finish(const Contributions*) override { return std::move(result_); }

private:
    void judge(const AssessedPlane& plane, Region region) {
        const DoseDistribution& doses = plane.distribution(region);
        const std::string reason = reason_for_none(doses, region);
        std::optional<WindowSearch> search;
        if (reason.empty()) search.emplace(assessment_.sampling, plane.sample_values, region);
        for (const double share : windows_) {
            const Outcome found =
                search ? coefficient(*search, doses, share) : Outcome::none(reason);
            result_.measures.push_back({.name = "SC_" + percent_text(share),
                                        .region = region,
                                        .value = found.value,
                                        .reason = found.reason,
                                        .unit = "1",
                                        .better = Better::lower});
        }
    }

    std::string reason_for_none(const DoseDistribution& doses, Region region) const {
        if (doses.empty()) return reason_of_emptiness(region, assessment_.target);
        if (region == Region::edge_band) return "the edge band is nowhere as wide as a window";
        if (doses.mean() <= 0.0) return std::string(kNothingArrives);
        return {};
    }

    static Outcome coefficient(const WindowSearch& search,
                               const DoseDistribution& doses,
                               double share) {
        const double coldest = search.coldest_mean(share);
        if (coldest <= kNoDose * doses.highest()) {
            return Outcome::none("the coldest window receives nothing");
        }
        return Outcome::of(doses.mean() / coldest);
    }

    Assessment assessment_;
    const std::vector<double>& windows_;
    MetricResult result_;
};

}  // namespace

std::unique_ptr<MetricEvaluation> Scheduling::begin(const Assessment& assessment) const {
    return std::make_unique<Evaluation>(assessment, windows_);
}

}  // namespace mesogrid::models
