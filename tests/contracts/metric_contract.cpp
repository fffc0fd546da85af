#include "tests/contracts/metric_contract.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/assess.hpp"

namespace mesogrid::contracts {
namespace {

using units::mm;

constexpr Raster kRaster{{-12.0, -9.0}, 0.5, 48, 36};

/// Relative: sums of some ten thousand terms that are doubled exactly.
constexpr double kRounding = 1e-12;

enum class Field { uneven, half, empty };

Map map_of(Field field, double factor) {
    Map map{kRaster, {}};
    for (int j = 0; j < kRaster.ny; ++j) {
        for (int i = 0; i < kRaster.nx; ++i) {
            const Point p = kRaster.centre(i, j);
            const double waves = 1.0 + 0.4 * std::sin(0.7 * p.x) * std::cos(0.9 * p.y + 0.3);
            const bool reached = field == Field::uneven || (field == Field::half && p.x > 2.0);
            map.values.push_back(reached ? factor * waves : 0.0);
        }
    }
    return map;
}

std::vector<Puncture> punctures() {
    return {{.id = 1, .position = {-5.0, 0.0}, .volume_asked = 20.0 * units::uL},
            {.id = 2, .position = {5.0, 0.0}, .volume_asked = 20.0 * units::uL}};
}

MetricResult judged(const std::shared_ptr<const Metric>& metric,
                    Field field,
                    double factor,
                    Length margin) {
    const Target target{.site = "",
                        .outline = Outline::polygon({{-11, -8}, {9, -7}, {11, 8}, {-7, 6}}),
                        .layer = "dermis",
                        .band = {},
                        .interior_margin = margin};
    const TargetSampling sampling(target.outline, margin, kRaster);
    Prescription prescription;
    prescription.threshold = factor;
    prescription.threshold_unit = "ug/mm2";
    const std::vector<Puncture> list = punctures();
    return assess(
        {target, sampling, prescription, list}, {map_of(field, factor)}, {{metric}}, nullptr);
}

/// Collects broken promises of one metric.
class Inspection {
public:
    explicit Inspection(std::shared_ptr<const Metric> metric) : metric_(std::move(metric)) {}

    void inspect(Field field, Length margin, const std::string& circumstance) {
        where_ = circumstance;
        const MetricResult result = judged(metric_, field, 1.0, margin);
        require(!result.measures.empty() || !result.curves.empty(), "measures nothing");
        for (const Measured& measured : result.measures) inspect(measured);
        for (const Curve& curve : result.curves) inspect(curve);
        inspect_names(result);
        inspect_scale(result, judged(metric_, field, 2.0, margin));
        inspect_repeat(result, judged(metric_, field, 1.0, margin));
    }

    const std::vector<std::string>& broken() const { return broken_; }

private:
    void require(bool kept, const std::string& promise) {
        if (!kept) broken_.push_back(promise + " (" + where_ + ")");
    }

    void inspect(const Measured& measured) {
        const std::string name = measured.full_name();
        require(!measured.name.empty(), "gives a measure no name");
        require(!measured.unit.empty(), name + " has no unit");
        require(!measured.value || std::isfinite(*measured.value), name + " is not finite");
        require(measured.value || !measured.reason.empty(), name + " is absent without a reason");
        require(!measured.value || measured.reason.empty(), name + " has a value and a reason");
    }

    void inspect(const Curve& curve) {
        const std::string name = curve.full_name();
        const auto finite = [](double v) { return std::isfinite(v); };
        require(curve.x.size() == curve.y.size(), name + " has unlike axes");
        require(!curve.x_unit.empty() && !curve.y_unit.empty(), name + " has an axis without unit");
        require(std::all_of(curve.x.begin(), curve.x.end(), finite), name + " has no finite x");
        require(std::all_of(curve.y.begin(), curve.y.end(), finite), name + " has no finite y");
    }

    void inspect_names(const MetricResult& result) {
        std::set<std::string> names;
        for (const Measured& measured : result.measures) {
            require(names.insert(measured.full_name()).second,
                    measured.full_name() + " comes twice");
        }
        if (names_.empty()) names_ = names;
        require(names == names_, "gives other names for another field");
    }

    void inspect_scale(const MetricResult& once, const MetricResult& twice) {
        for (std::size_t m = 0; m < std::min(once.measures.size(), twice.measures.size()); ++m) {
            const Measured& a = once.measures[m];
            const Measured& b = twice.measures[m];
            if (a.unit != "%" && a.unit != "1") continue;
            const bool same = a.value && b.value
                                  ? std::abs(*a.value - *b.value) <= kRounding * std::abs(*a.value)
                                  : a.value == b.value;
            require(same, a.full_name() + " changes when dose and threshold double");
        }
    }

    void inspect_repeat(const MetricResult& once, const MetricResult& again) {
        const bool same = std::equal(once.measures.begin(),
                                     once.measures.end(),
                                     again.measures.begin(),
                                     again.measures.end(),
                                     [](const Measured& a, const Measured& b) {
                                         return a.value == b.value && a.reason == b.reason;
                                     });
        require(same, "gives other bits for the same field");
    }

    std::shared_ptr<const Metric> metric_;
    std::string where_;
    std::set<std::string> names_;
    std::vector<std::string> broken_;
};

std::vector<std::string> inspected(std::shared_ptr<const Metric> metric) {
    Inspection inspection(std::move(metric));
    inspection.inspect(Field::uneven, 2.0 * mm, "an uneven field");
    inspection.inspect(Field::half, 2.0 * mm, "a field that misses half the target");
    inspection.inspect(Field::empty, 2.0 * mm, "an empty field");
    inspection.inspect(Field::uneven, 20.0 * mm, "an empty interior");
    return inspection.broken();
}

}  // namespace

std::vector<std::string> broken_metric_promises(const CatalogRow<Metric>& row) {
    std::shared_ptr<const Metric> metric;
    try {
        Params params(parse_toml(row.example, row.name + ".example"));
        metric = read_model(params, MetricCatalog{row}, "kind", "the metric");
        params.finish();
        Params defaults(Node{.value = Node::Table{}, .where = {}, .written = {}});
        row.read(defaults);
        defaults.throw_faults();
    } catch (const InputError& problem) {
        return {"cannot read its own example or no keys at all: " + std::string(problem.what())};
    }
    std::vector<std::string> broken = inspected(std::move(metric));
    if (row.name.empty() || row.summary.empty()) broken.push_back("has no name or no summary");
    return broken;
}

void check_metric_contract(const CatalogRow<Metric>& row) {
    for (const std::string& promise : broken_metric_promises(row)) {
        ADD_FAILURE() << "metric \"" << row.name << "\": " << promise;
    }
}

}  // namespace mesogrid::contracts
