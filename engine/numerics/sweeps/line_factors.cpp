#include "engine/numerics/sweeps/line_factors.hpp"

#include "engine/base/contracts.hpp"

namespace mesogrid {

LineFactors::LineFactors(const CellLine& line, double step) {
    const std::size_t n = line.size();
    MESOGRID_EXPECTS(n > 0 && step > 0.0);
    MESOGRID_EXPECTS(line.capacity.size() == n && line.conductance.size() + 1 == n);
    exact_.resize(1 + n + kRowPadding);
    surface_exchange_ = step * line.surface / line.capacity[0];
    surface_source_ = step * line.surface * line.ambient;
    for (std::size_t i = 0; i < n; ++i) {
        SweepPoint<double>& here = exact_[i + 1];
        const double before = i > 0 ? line.conductance[i - 1] : line.surface;
        const double after = i + 1 < n ? line.conductance[i] : 0.0;
        // theta dt/h_i, theta = 1/2
        const double half = 0.5 * step / line.height[i];
        const double lower = i > 0 ? half * before / line.capacity[i - 1] : 0.0;
        const double upper = i + 1 < n ? half * after / line.capacity[i + 1] : 0.0;
        const double diagonal = 1.0 + half * (before + after) / line.capacity[i];
        here.inverse = 1.0 / (diagonal - (i > 0 ? lower * exact_[i].upper : 0.0));
        here.lower = lower * here.inverse;
        here.upper = upper * here.inverse;
        here.exchange = step * after / line.capacity[i];
        here.ratio = i + 1 < n ? line.capacity[i] / line.capacity[i + 1] : 0.0;
        here.per_height = 1.0 / line.height[i];
    }
    for (const SweepPoint<double>& point : exact_) {
        single_.push_back({.inverse = static_cast<float>(point.inverse),
                           .lower = static_cast<float>(point.lower),
                           .upper = static_cast<float>(point.upper),
                           .exchange = static_cast<float>(point.exchange),
                           .ratio = static_cast<float>(point.ratio),
                           .per_height = static_cast<float>(point.per_height)});
    }
}

}  // namespace mesogrid
