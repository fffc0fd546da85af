#include "models/depots/gaussian_shape.hpp"

#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"

#include "models/depots/mirrored_column.hpp"

namespace mesogrid::models {
namespace {

/// Beyond nine standard deviations lies 2e-19 of a normal distribution: nothing in double
/// precision.
constexpr double kReach = 9.0;

}  // namespace

GaussianShape::GaussianShape(double lateral_sigma,
                             double vertical_sigma,
                             double centre,
                             double tissue_depth)
    : lateral_{lateral_sigma},
      vertical_sigma_(vertical_sigma),
      centre_(centre),
      tissue_depth_(tissue_depth) {
    MESOGRID_EXPECTS(lateral_sigma > 0.0 && vertical_sigma > 0.0);
    MESOGRID_EXPECTS(centre >= 0.0 && centre <= tissue_depth);
}

double GaussianShape::slab(double top, double bottom) const {
    const double unit = 1.0 / (std::numbers::sqrt2 * vertical_sigma_);
    double share = 0.0;
    for_each_image(
        top,
        bottom,
        tissue_depth_,
        centre_,
        kReach * vertical_sigma_,
        [&](double low, double high) {
            // integral of the normal density: (erf(b) - erf(a))/2
            share += 0.5 * (std::erf((high - centre_) * unit) - std::erf((low - centre_) * unit));
        });
    return share;
}

double GaussianShape::transform(double k, double top, double bottom) const {
    return lateral_.transform(k) * slab(top, bottom);
}

std::optional<double> GaussianShape::lateral_transform(double k) const {
    return lateral_.transform(k);
}

std::optional<double> GaussianShape::lateral_rectangle(double x, double y) const {
    return lateral_.rectangle(x, y);
}

double GaussianShape::enclosed(double radius, double top, double bottom) const {
    return lateral_.enclosed(radius) * slab(top, bottom);
}

double GaussianShape::density(double r, double z) const {
    double vertical = 0.0;
    for_each_image(z, tissue_depth_, centre_, kReach * vertical_sigma_, [&](double image) {
        const double v = (image - centre_) / vertical_sigma_;
        vertical += std::exp(-0.5 * v * v) / (std::sqrt(2.0 * std::numbers::pi) * vertical_sigma_);
    });
    return lateral_.density(r) * vertical;
}

double GaussianShape::support_radius() const {
    return lateral_.support_radius();
}

double GaussianShape::highest_wavenumber(double tolerance) const {
    return lateral_.highest_wavenumber(tolerance);
}

}  // namespace mesogrid::models
