#include "models/depots/column_shape.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {

ColumnShape::ColumnShape(double spacing, double top, double bottom)
    : spacing_(spacing), lateral_{kSigma * spacing}, top_(top), bottom_(bottom) {
    MESOGRID_EXPECTS(spacing > 0.0 && bottom > top);
}

double ColumnShape::slab(double top, double bottom) const {
    const double within = std::min(bottom, bottom_) - std::max(top, top_);
    return std::max(0.0, within) / (bottom_ - top_);
}

double ColumnShape::transform(double k, double top, double bottom) const {
    return lateral_.transform(k) * slab(top, bottom);
}

std::optional<double> ColumnShape::lateral_transform(double k) const {
    return lateral_.transform(k);
}

std::optional<double> ColumnShape::lateral_rectangle(double x, double y) const {
    return lateral_.rectangle(x, y);
}

double ColumnShape::enclosed(double radius, double top, double bottom) const {
    return lateral_.enclosed(radius) * slab(top, bottom);
}

double ColumnShape::density(double r, double z) const {
    return z < top_ || z > bottom_ ? 0.0 : lateral_.density(r) / (bottom_ - top_);
}

double ColumnShape::support_radius() const {
    return lateral_.support_radius();
}

double ColumnShape::highest_wavenumber(double tolerance) const {
    return lateral_.highest_wavenumber(tolerance);
}

}  // namespace mesogrid::models
