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
    : lateral_sigma_(lateral_sigma),
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
    return *lateral_transform(k) * slab(top, bottom);
}

std::optional<double> GaussianShape::lateral_transform(double k) const {
    // integral of p J0(k r) 2 pi r dr = exp(-k^2 s^2/2)
    return std::exp(-0.5 * k * k * lateral_sigma_ * lateral_sigma_);
}

std::optional<double> GaussianShape::lateral_rectangle(double x, double y) const {
    // a normal density is a product in x and y: erf(x/s sqrt 2)/2 times the same in y
    const double unit = 1.0 / (std::numbers::sqrt2 * lateral_sigma_);
    return 0.25 * std::erf(x * unit) * std::erf(y * unit);
}

double GaussianShape::enclosed(double radius, double top, double bottom) const {
    const double u = radius / lateral_sigma_;
    return -std::expm1(-0.5 * u * u) * slab(top, bottom);
}

double GaussianShape::density(double r, double z) const {
    const double u = r / lateral_sigma_;
    const double lateral =
        std::exp(-0.5 * u * u) / (2.0 * std::numbers::pi * lateral_sigma_ * lateral_sigma_);
    double vertical = 0.0;
    for_each_image(z, tissue_depth_, centre_, kReach * vertical_sigma_, [&](double image) {
        const double v = (image - centre_) / vertical_sigma_;
        vertical += std::exp(-0.5 * v * v) / (std::sqrt(2.0 * std::numbers::pi) * vertical_sigma_);
    });
    return lateral * vertical;
}

double GaussianShape::support_radius() const {
    // exp(-r^2/2 s^2) = 1e-12
    return lateral_sigma_ * std::sqrt(2.0 * std::log(1e12));
}

double GaussianShape::highest_wavenumber(double tolerance) const {
    return std::sqrt(2.0 * std::log(1.0 / tolerance)) / lateral_sigma_;
}

}  // namespace mesogrid::models
