#pragma once

#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {

/// What a dose does where its effect saturates: E(q) = q^h/(q^h + C50^h) (Hill 1910, J Physiol
/// 40:iv). `mean_effect` = 100 mean of E (the mean response 1/(1 + (C50/q)^h)), and
/// `equivalent_uniform_effect`, the uniform dose of that mean effect. h and C50 belong to one
/// solute and one effect: without them there is no value.
class Effect final : public Metric {
public:
    static constexpr std::string_view name = "effect";
    static constexpr std::string_view summary =
        "mean of a saturating effect and the uniform dose that has it; needs hill_exponent and "
        "half_effect";
    static constexpr std::string_view example() {
        return "kind = \"effect\"\nhill_exponent = 2\nhalf_effect = 0.5\n";
    }
    static Effect read(Params& params) {
        const auto exponent = params.read_optional(NumberKey{.name = "hill_exponent",
                                                             .meaning = "exponent h of the effect",
                                                             .minimum = 0.1,
                                                             .maximum = 20.0});
        const auto half =
            params.read_optional(NumberKey{.name = "half_effect",
                                           .meaning = "dose of half the effect (C50) as a "
                                                      "multiple of the threshold",
                                           .minimum = 1e-3,
                                           .maximum = 1e3});
        if (exponent.has_value() != half.has_value()) {
            params.fault("", 350, "an effect needs both hill_exponent and half_effect");
            return Effect({});
        }
        if (!exponent) return Effect({});
        return Effect(Law{*exponent, *half});
    }

    struct Law {
        double exponent;
        double half_effect;  ///< multiple of the threshold
    };
    explicit Effect(std::optional<Law> law) : law_(law) {}

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        const auto mean = [law = law_](const RegionDose& region) {
            return with_mean_effect(law, region, [](double effect) { return 100.0 * effect; });
        };
        const auto equivalent = [law = law_](const RegionDose& region) {
            return with_mean_effect(law, region, [&](double effect) {
                const double multiple =
                    law->half_effect * std::pow(effect / (1.0 - effect), 1.0 / law->exponent);
                return region.in_prescribed_unit(region.prescription.threshold * multiple);
            });
        };
        return std::make_unique<RegionEvaluation>(
            assessment,
            std::vector<RegionMeasure>{
                {"mean_effect", "%", Better::higher, mean},
                {"equivalent_uniform_effect", "", Better::higher, equivalent}});
    }

private:
    /// Hands the mean effect on, or says what is missing.
    template <class Then>
    static Outcome with_mean_effect(const std::optional<Law>& law,
                                    const RegionDose& region,
                                    Then then) {
        if (!law) return Outcome::none("hill_exponent and half_effect are not stated");
        const double half = law->half_effect * region.prescription.threshold;
        if (half <= 0.0) return Outcome::none("the threshold is zero");
        const double effect = region.doses.mean_of([&](double dose) {
            if (dose <= 0.0) return 0.0;
            return 1.0 / (1.0 + std::pow(half / dose, law->exponent));
        });
        if (effect >= 1.0) return Outcome::none("the effect is complete: any higher dose has it");
        return Outcome::of(then(effect));
    }

    std::optional<Law> law_;
};

}  // namespace mesogrid::models
