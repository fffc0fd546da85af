#pragma once

#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/assess.hpp"

#include "models/catalogs.hpp"

/// A dose map taken through target sampling and every shipped metric.
namespace mesogrid::support {

/// What a test says about a map to be judged.
struct Judgement {
    Outline outline;
    Length margin = Length::from_base(1.0);
    double threshold = 1.0;  ///< ug/mm2
    int refinement = 4;
};

/// Target, sampling and prescription that outlive the assessment of their map.
class JudgedMap {
public:
    JudgedMap(const Judgement& judgement, const Map& map, std::vector<Puncture> punctures = {})
        : target_{.site = "",
                  .outline = judgement.outline,
                  .layer = "dermis",
                  .band = {},
                  .interior_margin = judgement.margin},
          sampling_(target_.outline, target_.interior_margin, map.raster, judgement.refinement),
          prescription_{.solute = "solute",
                        .quantity = ExposureQuantity::areal_dose,
                        .layer = "dermis",
                        .reduction = Reduction::depth_integral,
                        .at = {},
                        .threshold = judgement.threshold,
                        .label = {},
                        .threshold_unit = "ug/mm2"},
          punctures_(std::move(punctures)),
          distributions_(dose_distributions(assessment(), map)),
          result_(assess(assessment(), {map}, models::metrics(), nullptr)) {}

    const MetricResult& result() const { return result_; }
    const TargetSampling& sampling() const { return sampling_; }
    const DoseDistribution& doses(Region region = Region::whole) const {
        return distributions_[static_cast<std::size_t>(region)];
    }
    /// The value of that full name; NaN, which equals nothing, where there is none.
    double value(const std::string& full_name) const {
        for (const Measured& measured : result_.measures) {
            if (measured.full_name() == full_name && measured.value) return *measured.value;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }
    const Curve* curve(const std::string& full_name) const {
        for (const Curve& curve : result_.curves) {
            if (curve.full_name() == full_name) return &curve;
        }
        return nullptr;
    }

private:
    Assessment assessment() const { return {target_, sampling_, prescription_, punctures_}; }

    Target target_;
    TargetSampling sampling_;
    Prescription prescription_;
    std::vector<Puncture> punctures_;
    std::array<DoseDistribution, 3> distributions_;
    MetricResult result_;
};

}  // namespace mesogrid::support
