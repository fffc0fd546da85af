#pragma once

#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "models/metrics/region_evaluation.hpp"

namespace mesogrid::models {

/// Generalised equivalent uniform dose, gEUD_a = (mean of q^a)^(1/a), in the unit of the threshold
/// (Niemierko 1999, Med Phys 26:1100): a far below 0 follows the coldest places, a far above 1 the
/// hottest. Two exponents, each in the name of its measure. With a < 0 and no dose somewhere it
/// is 0.
class EquivalentDose final : public Metric {
public:
    static constexpr std::string_view name = "equivalent_dose";
    static constexpr std::string_view summary =
        "generalised equivalent uniform dose, led by cold (a < 0) and by hot places (a > 1)";
    static constexpr std::string_view example() {
        return "kind = \"equivalent_dose\"\ncold_exponent = -10\nhot_exponent = 10\n";
    }
    static EquivalentDose read(Params& params) {
        const double cold = params.read(NumberKey{.name = "cold_exponent",
                                                  .meaning = "exponent a that follows cold places",
                                                  .minimum = -50.0,
                                                  .maximum = -0.5,
                                                  .fallback = -10.0,
                                                  .source = "usual for targets; C"});
        const double hot = params.read(NumberKey{.name = "hot_exponent",
                                                 .meaning = "exponent a that follows hot places",
                                                 .minimum = 1.0,
                                                 .maximum = 50.0,
                                                 .fallback = 10.0,
                                                 .source = "mirror of the cold one; C"});
        return EquivalentDose(cold, hot);
    }

    EquivalentDose(double cold_exponent, double hot_exponent)
        : cold_(cold_exponent), hot_(hot_exponent) {}

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override {
        return std::make_unique<RegionEvaluation>(
            assessment,
            std::vector<RegionMeasure>{equivalent(cold_, Better::higher),
                                       equivalent(hot_, Better::none)});
    }

private:
    static RegionMeasure equivalent(double a, Better better) {
        const auto evaluate = [a](const RegionDose& region) {
            const DoseDistribution& doses = region.doses;
            const bool somewhere_none = doses.lowest() <= kNoDose * doses.highest();
            if (doses.highest() <= 0.0 || (a < 0.0 && somewhere_none)) return Outcome::of(0.0);
            // Over the dose that leads, so that no power leaves the range of a double.
            const double leading = a < 0.0 ? doses.lowest() : doses.highest();
            const double mean =
                doses.mean_of([&](double dose) { return std::pow(dose / leading, a); });
            return Outcome::of(region.in_prescribed_unit(leading * std::pow(mean, 1.0 / a)));
        };
        return {fmt::format("gEUD_{:g}", a), "", better, evaluate};
    }

    double cold_;
    double hot_;
};

}  // namespace mesogrid::models
