#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// A value, or the reason why there is none.
struct Outcome {
    std::optional<double> value;
    std::string reason;

    static Outcome of(double value) { return {value, {}}; }
    static Outcome none(std::string reason) { return {std::nullopt, std::move(reason)}; }
};

/// The doses of one region that has area.
struct RegionDose {
    const Prescription& prescription;
    const DoseDistribution& doses;
    Region region = Region::whole;

    bool receives_nothing() const { return doses.highest() <= 0.0 || doses.mean() <= 0.0; }
    /// A dose in base units as the prescription's threshold is written.
    double in_prescribed_unit(double base) const;
};

/// A measure that looks at each region on its own.
struct RegionMeasure {
    std::string name;
    std::string unit;
    Better better = Better::none;
    std::function<Outcome(const RegionDose&)> evaluate;
};

/// Takes measures, and perhaps one curve, over the whole area, then the interior, then the edge
/// band. A region without area has the reason for it in place of values, and no curve. `unit` of a
/// measure left empty stands for the unit of the threshold.
class RegionEvaluation final : public MetricEvaluation {
public:
    using CurveOf = std::function<Curve(const RegionDose&)>;

    RegionEvaluation(const Assessment& assessment,
                     std::vector<RegionMeasure> measures,
                     CurveOf curve = {})
        : assessment_(assessment), measures_(std::move(measures)), curve_(std::move(curve)) {}

    void accept(const AssessedPlane& plane) override;
    MetricResult finish(const Contributions* contributions) override;

private:
    Outcome outcome(const RegionMeasure& measure, Region region, const RegionDose& dose) const;

    Assessment assessment_;
    std::vector<RegionMeasure> measures_;
    CurveOf curve_;
    MetricResult result_;
};

/// Why a region of this target has no area.
std::string reason_of_emptiness(Region region, const Target& target);

/// A dose below this part of the highest is rounding, not dose.
inline constexpr double kNoDose = 1e-12;

/// The reason of every ratio to the mean where nothing arrives.
inline constexpr std::string_view kNothingArrives = "the mean is zero: the region receives nothing";

/// "80", "97.5": a share in per cent, for names and reasons.
std::string percent_text(double share);

}  // namespace mesogrid::models
