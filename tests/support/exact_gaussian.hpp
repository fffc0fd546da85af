#pragma once

#include <cmath>
#include <numbers>

/// Gaussian depot in a homogeneous layer between no-flux planes (Carslaw & Jaeger 1959, ch. 14, by
/// images): variance s0^2 + 2 D t per axis, all decaying with one clearance rate. Lengths mm.
namespace mesogrid::support {

struct ExactGaussian {
    double amount = 1.0;
    double initial_sigma = 1.0;
    double centre = 0.0;  ///< depth of the outlet
    double depth = 1.0;   ///< of the layer
    double diffusivity = 0.0;
    double clearance = 0.0;

    double sigma(double t) const {
        return std::sqrt(initial_sigma * initial_sigma + 2.0 * diffusivity * t);
    }

    /// Share of a normal distribution about 0 between a and b.
    static double normal_share(double sigma, double a, double b) {
        const double unit = 1.0 / (std::numbers::sqrt2 * sigma);
        return 0.5 * (std::erf(b * unit) - std::erf(a * unit));
    }

    /// Share of the amount between two depths, images included.
    double depth_share(double t, double top, double bottom) const {
        double share = 0.0;
        for (int n = -4; n <= 4; ++n) {
            for (const double image : {2.0 * n * depth + centre, 2.0 * n * depth - centre}) {
                share += normal_share(sigma(t), top - image, bottom - image);
            }
        }
        return share;
    }

    /// Mean over the box [x, x + h] x [y, y + h] x [top, bottom], the axis at the origin.
    double box_mean(double t, double x, double y, double h, double top, double bottom) const {
        return amount * std::exp(-clearance * t) * normal_share(sigma(t), x, x + h) *
               normal_share(sigma(t), y, y + h) * depth_share(t, top, bottom) /
               (h * h * (bottom - top));
    }
};

}  // namespace mesogrid::support
