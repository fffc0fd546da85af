#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/contracts.hpp"
#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

inline constexpr std::array kRegions = {Region::whole, Region::interior, Region::edge_band};

/// Why a region without area has no value.
std::string reason_of_emptiness(Region region, const Target& target);

/// A value, or the reason why there is none.
struct Outcome {
    std::optional<double> value;
    std::string reason;
};

inline Outcome value_of(double value) {
    return {value, {}};
}
inline Outcome no_value(std::string reason) {
    return {std::nullopt, std::move(reason)};
}

/// What a metric finds in one region that has area.
class RegionReport {
public:
    RegionReport(const Prescription& prescription, Region region, const DoseDistribution& doses)
        : prescription_(prescription), region_(region), doses_(doses) {}

    const Prescription& prescription() const { return prescription_; }
    const DoseDistribution& doses() const { return doses_; }
    Region region() const { return region_; }
    bool dose_is_zero() const { return doses_.highest() <= 0.0 || doses_.mean() <= 0.0; }
    /// A dose in base units as the prescription's threshold is written.
    double in_prescribed_unit(double base) const;
    const std::string& prescribed_unit() const { return prescription_.threshold_unit; }

private:
    const Prescription& prescription_;
    Region region_;
    const DoseDistribution& doses_;
};

/// Evaluation of a metric that looks at each region on its own. `Rule` has
/// `std::vector<Measured> names(const Prescription&)`: what it measures, without values, and
/// `MetricResult measure(const RegionReport&)`: the same measures in the same order with value or
/// reason, and curves.
template <class Rule>
class RegionEvaluation final : public MetricEvaluation {
public:
    RegionEvaluation(Rule rule, const Assessment& assessment)
        : rule_(std::move(rule)), assessment_(assessment) {}

    void accept(const AssessedPlane& plane) override {
        MESOGRID_EXPECTS(result_.measures.empty());
        for (const Region region : kRegions) add(region, plane.distribution(region));
    }
    MetricResult finish(const Contributions*) override { return std::move(result_); }

private:
    void add(Region region, const DoseDistribution& doses) {
        MetricResult found;
        if (doses.empty()) {
            found.measures = rule_.names(assessment_.prescription);
            for (Measured& measured : found.measures) {
                measured.reason = reason_of_emptiness(region, assessment_.target);
            }
        } else {
            found = rule_.measure(RegionReport(assessment_.prescription, region, doses));
        }
        for (Measured& measured : found.measures) {
            measured.region = region;
            result_.measures.push_back(std::move(measured));
        }
        for (Curve& curve : found.curves) {
            curve.region = region;
            result_.curves.push_back(std::move(curve));
        }
    }

    Rule rule_;
    const Assessment assessment_;
    MetricResult result_;
};

template <class Rule>
std::unique_ptr<MetricEvaluation> evaluate_regions(Rule rule, const Assessment& assessment) {
    return std::make_unique<RegionEvaluation<Rule>>(std::move(rule), assessment);
}

/// `measured` with its outcome.
inline Measured with(Measured measured, Outcome outcome) {
    measured.value = outcome.value;
    measured.reason = std::move(outcome.reason);
    return measured;
}

/// "80", "97.5": a share (0 to 1 and above) in per cent, for names.
std::string percent_text(double share);

}  // namespace mesogrid::models
