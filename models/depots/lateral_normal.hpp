#pragma once

#include <cmath>
#include <numbers>

namespace mesogrid::models {

/// A normal distribution to the side, of standard deviation `sigma` (mm) along x and y, about the
/// z axis. Closed forms of what DepotShape asks of a shape laterally.
struct LateralNormal {
    double sigma = 1.0;

    /// Hankel transform, the integral of p J0(k r) 2 pi r dr: exp(-k^2 s^2/2); k in 1/mm.
    double transform(double k) const { return std::exp(-0.5 * k * k * sigma * sigma); }

    /// Share within [0, x] x [0, y]; the density is a product in x and y.
    double rectangle(double x, double y) const {
        const double unit = 1.0 / (std::numbers::sqrt2 * sigma);
        return 0.25 * std::erf(x * unit) * std::erf(y * unit);
    }

    /// Share within a radius, mm.
    double enclosed(double radius) const {
        const double u = radius / sigma;
        return -std::expm1(-0.5 * u * u);
    }

    /// Share per area, 1/mm2.
    double density(double r) const {
        const double u = r / sigma;
        return std::exp(-0.5 * u * u) / (2.0 * std::numbers::pi * sigma * sigma);
    }

    /// Radius beyond which a share of 1e-12 lies, mm.
    double support_radius() const { return sigma * std::sqrt(2.0 * std::log(1e12)); }

    /// Wavenumber beyond which the transform is below `tolerance`, 1/mm.
    double highest_wavenumber(double tolerance) const {
        return std::sqrt(2.0 * std::log(1.0 / tolerance)) / sigma;
    }
};

}  // namespace mesogrid::models
