#include "models/depots/lens_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"

#include "models/depots/unit_ball.hpp"

namespace mesogrid::models {

LensShape::LensShape(double radius, double window_top, double window_height)
    : radius_(radius), top_(window_top), height_(window_height) {
    MESOGRID_EXPECTS(radius > 0.0 && window_top >= 0.0 && window_height > 0.0);
}

double LensShape::overlap(double top, double bottom) const {
    const double length = std::min(bottom, top_ + height_) - std::max(top, top_);
    return std::clamp(length / height_, 0.0, 1.0);
}

double LensShape::transform(double k, double top, double bottom) const {
    return unit_ball::transform(k * radius_) * overlap(top, bottom);
}

std::optional<double> LensShape::lateral_transform(double k) const {
    return unit_ball::transform(k * radius_);
}

std::optional<double> LensShape::lateral_rectangle(double x, double y) const {
    return unit_ball::rectangle(x / radius_, y / radius_, -1.0, 1.0);
}

double LensShape::enclosed(double radius, double top, double bottom) const {
    return unit_ball::enclosed(std::min(1.0, radius / radius_), -1.0, 1.0) * overlap(top, bottom);
}

double LensShape::density(double r, double z) const {
    const double u = r / radius_;
    if (u >= 1.0 || z < top_ || z > top_ + height_) return 0.0;
    return 1.5 * std::numbers::inv_pi * std::sqrt(1.0 - u * u) / (radius_ * radius_ * height_);
}

double LensShape::highest_wavenumber(double tolerance) const {
    return unit_ball::highest_wavenumber(tolerance) / radius_;
}

}  // namespace mesogrid::models
