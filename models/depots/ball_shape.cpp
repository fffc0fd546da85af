#include "models/depots/ball_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/numerics/quadrature.hpp"

#include "models/depots/mirrored_column.hpp"

namespace mesogrid::models {
namespace {

/// Panels of this much phase k R theta are integrated by 16 nodes.
constexpr double kPhasePerPanel = 8.0;

const QuadratureRule& rule() {
    static const QuadratureRule sixteen = gauss_legendre(16);
    return sixteen;
}

/// Share of a unit ball between heights a and b, and within radius r of its axis; heights in [-1,
/// 1].
double enclosed_of_unit_ball(double r, double a, double b) {
    // Beyond |u| = sqrt(1 - r^2) the ball itself is narrower than r.
    const double edge = std::sqrt(std::max(0.0, 1.0 - r * r));
    const auto cap = [](double low, double high) {
        if (high <= low) return 0.0;
        // (3/4) (u - u^3/3) from low to high, as a product so that thin slabs keep their digits
        return 0.75 * (high - low) * (1.0 - (high * high + high * low + low * low) / 3.0);
    };
    const double core = std::max(0.0, std::min(b, edge) - std::max(a, -edge));
    return cap(a, std::min(b, -edge)) + 0.75 * r * r * core + cap(std::max(a, edge), b);
}

/// Transform of the slab [a, b] of a unit ball at x = k R > 0; heights in [-1, 1]:
/// (3/2) integral of cos^2(theta) J1(x cos(theta))/x dtheta.
double transform_of_unit_ball(double x, double a, double b) {
    const double from = std::asin(a);
    const double to = std::asin(b);
    const int panels = 1 + static_cast<int>(x * (to - from) / kPhasePerPanel);
    const auto integrand = [x](double theta) {
        const double c = std::cos(theta);
        return c <= 0.0 ? 0.0 : 1.5 * c * c * ::j1(x * c) / x;
    };
    double sum = 0.0;
    for (int i = 0; i < panels; ++i) {
        sum += integrate(rule(),
                         from + i * (to - from) / panels,
                         from + (i + 1) * (to - from) / panels,
                         integrand);
    }
    return sum;
}

}  // namespace

BallShape::BallShape(double radius, double centre, double tissue_depth)
    : radius_(radius), centre_(centre), tissue_depth_(tissue_depth) {
    MESOGRID_EXPECTS(radius > 0.0 && centre >= 0.0 && centre <= tissue_depth);
}

double BallShape::transform(double k, double top, double bottom) const {
    double sum = 0.0;
    for_each_image(top, bottom, tissue_depth_, centre_, radius_, [&](double low, double high) {
        const double a = std::clamp((low - centre_) / radius_, -1.0, 1.0);
        const double b = std::clamp((high - centre_) / radius_, -1.0, 1.0);
        sum +=
            k == 0.0 ? enclosed_of_unit_ball(1.0, a, b) : transform_of_unit_ball(k * radius_, a, b);
    });
    return sum;
}

double BallShape::enclosed(double radius, double top, double bottom) const {
    double sum = 0.0;
    const double r = std::min(1.0, radius / radius_);
    for_each_image(top, bottom, tissue_depth_, centre_, radius_, [&](double low, double high) {
        const double a = std::clamp((low - centre_) / radius_, -1.0, 1.0);
        const double b = std::clamp((high - centre_) / radius_, -1.0, 1.0);
        sum += enclosed_of_unit_ball(r, a, b);
    });
    return sum;
}

double BallShape::density(double r, double z) const {
    double images = 0.0;
    for_each_image(z, tissue_depth_, centre_, radius_, [&](double image) {
        const double u = image - centre_;
        if (r * r + u * u < radius_ * radius_) images += 1.0;
    });
    return images * 3.0 / (4.0 * std::numbers::pi * radius_ * radius_ * radius_);
}

double BallShape::highest_wavenumber(double tolerance) const {
    constexpr double kBound = 1.05 * 3.0 / 2.5066282746310002;
    return std::pow(kBound / tolerance, 2.0 / 3.0) / radius_;
}

}  // namespace mesogrid::models
