#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/geometry/point.hpp"
#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// What the protocol costs, without any dose: punctures, product, way of the hand. `path_length` is
/// the sum of straight lines from puncture to puncture in visiting order, each session on its own.
class Effort final : public Metric {
public:
    static constexpr std::string_view name = "effort";
    static constexpr std::string_view summary =
        "punctures, volumes asked, delivered and leaked, path length, target area";
    static constexpr std::string_view example() { return "kind = \"effort\"\n"; }
    static Effort read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        return std::make_unique<Evaluation>(assessment);
    }

private:
    class Evaluation final : public MetricEvaluation {
    public:
        explicit Evaluation(const Assessment& assessment) : assessment_(assessment) {}

        void accept(const AssessedPlane&) override {}
        MetricResult finish(const Contributions*) override {
            Volume asked;
            Volume leaked;
            for (const Puncture& puncture : assessment_.punctures) {
                asked += puncture.volume_asked;
                leaked += puncture.volume_leaked;
            }
            const auto count = static_cast<double>(assessment_.punctures.size());
            return {.measures = {measured("puncture_count", count, "1", Better::lower),
                                 measured("total_volume_asked", asked.base(), "uL"),
                                 measured("total_volume_delivered", (asked - leaked).base(), "uL"),
                                 measured("total_volume_leaked", leaked.base(), "uL"),
                                 measured("path_length", path_length(), "mm", Better::lower),
                                 measured("target_area", assessment_.target.outline.area(), "mm2")},
                    .curves = {}};
        }

    private:
        static Measured measured(std::string measure,
                                 double value,
                                 std::string unit,
                                 Better better = Better::none) {
            return {.name = std::move(measure),
                    .value = value,
                    .reason = {},
                    .unit = std::move(unit),
                    .better = better,
                    .on_prescription = false};
        }

        double path_length() const {
            double length = 0.0;
            for (std::size_t i = 1; i < assessment_.punctures.size(); ++i) {
                const Puncture& from = assessment_.punctures[i - 1];
                const Puncture& to = assessment_.punctures[i];
                if (from.session == to.session) length += distance(from.position, to.position);
            }
            return length;
        }

        Assessment assessment_;
    };
};

}  // namespace mesogrid::models
