#pragma once

#include <string_view>

#include "engine/interfaces/metric.hpp"

namespace mesogrid::models {

/// How the punctures of all sessions lie, without any dose. `nearest_neighbour_min`, `_mean`,
/// `_CV`; `clark_evans` = mean nearest-neighbour distance over that of as many random points,
/// sqrt(A/n)/2 (Clark and Evans 1954, Ecology 35:445), without a correction for the border;
/// `covering_radius`, how far a place of the region can be from the nearest puncture;
/// `covering_density` = n pi R^2/A with that radius R; `lattice_efficiency` = 2 pi/sqrt(27) (the
/// thinnest covering of the plane, Kershner 1939, Amer J Math 61:665) over it.
class Spacing final : public Metric {
public:
    static constexpr std::string_view name = "spacing";
    static constexpr std::string_view summary =
        "distances between punctures, covering radius, efficiency against the best lattice";
    static constexpr std::string_view example() { return "kind = \"spacing\"\n"; }
    static Spacing read(Params&) { return {}; }

    std::unique_ptr<MetricEvaluation> begin(const Assessment& assessment) const override;
};

}  // namespace mesogrid::models
