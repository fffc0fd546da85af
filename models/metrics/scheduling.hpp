#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/interfaces/metric.hpp"

#include "models/metrics/share_key.hpp"

namespace mesogrid::models {

/// Scheduling coefficient SC_w = mean over the mean of the coldest contiguous window of w % of the
/// region, as landscape irrigation uses it (metrics.md 3; C): it finds a place, and SC_w - 1 is the
/// extra product that place needs. Windows: see WindowSearch. The edge band is nowhere as wide as a
/// window and has no values.
class Scheduling final : public Metric {
public:
    static constexpr std::string_view name = "scheduling";
    static constexpr std::string_view summary =
        "mean dose over the dose of the coldest window of a share of the area (SC_5 ...)";
    static constexpr std::string_view example() {
        return "kind = \"scheduling\"\nwindows = [\"1 %\", \"2 %\", \"5 %\", \"10 %\"]\n";
    }
    static Scheduling read(Params& params) {
        return Scheduling(read_shares(params,
                                      {.name = "windows",
                                       .meaning = "shares of the region that a window holds",
                                       .unit = "%",
                                       .minimum = Share::from_base(0.001),
                                       .maximum = Share::from_base(0.5),
                                       .source = "1, 2, 5 and 10 %, as irrigation uses; C"},
                                      {0.01, 0.02, 0.05, 0.10}));
    }

    explicit Scheduling(std::vector<double> windows) : windows_(std::move(windows)) {}

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override;

private:
    std::vector<double> windows_;
};

}  // namespace mesogrid::models
