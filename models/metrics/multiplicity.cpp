#include "models/metrics/multiplicity.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {
namespace {

/// Area by number of punctures: 0, 1, 2, 3 and more.
struct Counted {
    std::array<double, 4> area{};
    double total = 0.0;
    double weighted = 0.0;  ///< integral of N

    double at_least(std::size_t k) const {
        double sum = 0.0;
        for (; k < area.size(); ++k) sum += area[k];
        return sum;
    }
};

Counted counted(const Assessment& assessment, Region region) {
    Counted counted;
    const auto& samples = assessment.sampling.samples();
    for (std::size_t s = 0; s < samples.size(); ++s) {
        const double area = samples[s].area_in(region);
        const std::size_t n = (*assessment.multiplicity)[s];
        counted.area[std::min<std::size_t>(n, 3)] += area;
        counted.total += area;
        counted.weighted += area * static_cast<double>(n);
    }
    return counted;
}

class Evaluation final : public MetricEvaluation {
public:
    explicit Evaluation(const Assessment& assessment) : assessment_(assessment) {}

    void accept(const AssessedPlane& plane) override {
        for (const Region region : {Region::whole, Region::interior, Region::edge_band}) {
            const std::string reason = reason_for_none(plane.distribution(region), region);
            if (!reason.empty()) {
                for (const char* share : {"C_1", "C_2", "C_3", "exactly_once"}) {
                    add(share, Outcome::none(reason), "%", region);
                }
                add("multiplicity", Outcome::none(reason), "1", region);
                continue;
            }
            const Counted count = counted(assessment_, region);
            const auto percent = [&](double area) {
                return Outcome::of(100.0 * (area / count.total));
            };
            for (std::size_t k = 1; k <= 3; ++k) {
                add("C_" + std::to_string(k), percent(count.at_least(k)), "%", region);
            }
            add("exactly_once", percent(count.area[1]), "%", region);
            const double reached = count.at_least(1);
            add("multiplicity",
                reached > 0.0 ? Outcome::of(count.weighted / reached)
                              : Outcome::none("no puncture reaches the threshold alone"),
                "1",
                region);
        }
    }
    MetricResult finish(const Contributions*) override { return std::move(result_); }

private:
    std::string reason_for_none(const DoseDistribution& doses, Region region) const {
        if (doses.empty()) return reason_of_emptiness(region, assessment_.target);
        if (assessment_.multiplicity == nullptr) return "no puncture's own share is known";
        return {};
    }
    void add(std::string measure, const Outcome& outcome, std::string unit, Region region) {
        const bool one_by_one = measure == "C_1";
        result_.measures.push_back({.name = std::move(measure),
                                    .region = region,
                                    .value = outcome.value,
                                    .reason = outcome.reason,
                                    .unit = std::move(unit),
                                    .better = one_by_one ? Better::higher : Better::none});
    }

    Assessment assessment_;
    MetricResult result_;
};

}  // namespace

std::unique_ptr<MetricEvaluation> Multiplicity::begin(const Assessment& assessment) const {
    return std::make_unique<Evaluation>(assessment);
}

}  // namespace mesogrid::models
