#include "models/depots/column_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {

ColumnShape::ColumnShape(double spacing, double top, double bottom)
    : spacing_(spacing), sigma_(kSigma * spacing), top_(top), bottom_(bottom) {
    MESOGRID_EXPECTS(spacing > 0.0 && bottom > top);
}

double ColumnShape::slab(double top, double bottom) const {
    const double within = std::min(bottom, bottom_) - std::max(top, top_);
    return std::max(0.0, within) / (bottom_ - top_);
}

double ColumnShape::transform(double k, double top, double bottom) const {
    return *lateral_transform(k) * slab(top, bottom);
}

/// exp(-k^2 s^2/2)
std::optional<double> ColumnShape::lateral_transform(double k) const {
    return std::exp(-0.5 * k * k * sigma_ * sigma_);
}

/// A normal density is a product in x and y: erf(x/s sqrt 2)/2 times the same in y.
std::optional<double> ColumnShape::lateral_rectangle(double x, double y) const {
    const double unit = 1.0 / (std::numbers::sqrt2 * sigma_);
    return 0.25 * std::erf(x * unit) * std::erf(y * unit);
}

double ColumnShape::enclosed(double radius, double top, double bottom) const {
    const double u = radius / sigma_;
    return -std::expm1(-0.5 * u * u) * slab(top, bottom);
}

double ColumnShape::density(double r, double z) const {
    if (z < top_ || z > bottom_) return 0.0;
    const double u = r / sigma_;
    return std::exp(-0.5 * u * u) / (2.0 * std::numbers::pi * sigma_ * sigma_ * (bottom_ - top_));
}

/// exp(-r^2/2 s^2) = 1e-12
double ColumnShape::support_radius() const {
    return sigma_ * std::sqrt(2.0 * std::log(1e12));
}

double ColumnShape::highest_wavenumber(double tolerance) const {
    return std::sqrt(2.0 * std::log(1.0 / tolerance)) / sigma_;
}

}  // namespace mesogrid::models
