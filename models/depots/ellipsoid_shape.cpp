#include "models/depots/ellipsoid_shape.hpp"

#include <algorithm>
#include <numbers>

#include "engine/base/contracts.hpp"

#include "models/depots/unit_ball.hpp"

namespace mesogrid::models {

EllipsoidShape::EllipsoidShape(double lateral, double vertical, double centre)
    : lateral_(lateral), vertical_(vertical), centre_(centre) {
    MESOGRID_EXPECTS(lateral > 0.0 && vertical > 0.0);
}

double EllipsoidShape::height(double z) const {
    return std::clamp((z - centre_) / vertical_, -1.0, 1.0);
}

double EllipsoidShape::transform(double k, double top, double bottom) const {
    const double a = height(top);
    const double b = height(bottom);
    return b > a ? unit_ball::transform(k * lateral_, a, b) : 0.0;
}

std::optional<double> EllipsoidShape::rectangle(double x,
                                                double y,
                                                double top,
                                                double bottom) const {
    return unit_ball::rectangle(x / lateral_, y / lateral_, height(top), height(bottom));
}

double EllipsoidShape::enclosed(double radius, double top, double bottom) const {
    return unit_ball::enclosed(std::min(1.0, radius / lateral_), height(top), height(bottom));
}

double EllipsoidShape::density(double r, double z) const {
    const double u = r / lateral_;
    const double v = (z - centre_) / vertical_;
    if (u * u + v * v >= 1.0) return 0.0;
    return 0.75 * std::numbers::inv_pi / (lateral_ * lateral_ * vertical_);
}

double EllipsoidShape::highest_wavenumber(double tolerance) const {
    return unit_ball::highest_wavenumber_of_slabs(tolerance) / lateral_;
}

}  // namespace mesogrid::models
