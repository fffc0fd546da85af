#include "models/depots/unit_ball.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::models::unit_ball {
namespace {

/// Panels of this much phase x theta are integrated by 16 nodes.
constexpr double kPhasePerPanel = 8.0;

const QuadratureRule& rule() {
    static const QuadratureRule sixteen = gauss_legendre(16);
    return sixteen;
}

/// Volume under sqrt(1 - r^2) over the triangle (0, 0), (x, 0), (x, y) inside the unit disc:
/// (1/3) integral of 1 - (1 - x^2/cos^2 theta)^(3/2) dtheta up to tan(theta) = y/x.
double under_dome(double x, double y) {
    if (x == 0.0 || y == 0.0) return 0.0;
    const double q = std::sqrt(std::max(0.0, 1.0 - x * x - y * y));
    const double turn = std::atan2(y, x) - std::atan2(y, x * q);
    return turn / 3.0 + x * (3.0 - x * x) * std::atan2(y, q) / 6.0 + x * y * q / 6.0;
}

/// The part of a quadrant's rectangle [0, x] x [0, y] within radius rho, as two triangles with a
/// corner on the axis and the circular sector between them.
struct ClippedRectangle {
    double side_x = 0.0;  ///< triangle (0, 0), (x, 0), (x, side_x)
    double side_y = 0.0;  ///< triangle (0, 0), (0, y), (side_y, y)
    double x = 0.0;
    double y = 0.0;
    double sector = 0.0;  ///< its angle

    ClippedRectangle(double width, double height, double rho)
        : x(std::min(width, rho)), y(std::min(height, rho)) {
        side_x = std::min(y, std::sqrt(std::max(0.0, rho * rho - x * x)));
        side_y = std::min(x, std::sqrt(std::max(0.0, rho * rho - y * y)));
        if (x * x + y * y <= rho * rho) return;
        sector =
            std::max(0.0, 0.5 * std::numbers::pi - std::atan2(side_x, x) - std::atan2(side_y, y));
    }
};

/// Volume over [0, x] x [0, y] between height 0 and the lower of h and sqrt(1 - r^2), h in [0, 1].
double under_cut_dome(double x, double y, double h) {
    const ClippedRectangle all(x, y, 1.0);
    const double dome =
        under_dome(all.x, all.side_x) + under_dome(all.y, all.side_y) + all.sector / 3.0;
    if (h >= 1.0) return dome;
    const double rho = std::sqrt((1.0 - h) * (1.0 + h));
    const ClippedRectangle flat(x, y, rho);
    const double area =
        0.5 * (flat.x * flat.side_x + flat.y * flat.side_y + rho * rho * flat.sector);
    const double over_flat = under_dome(flat.x, flat.side_x) + under_dome(flat.y, flat.side_y) +
                             flat.sector * (1.0 - h * h * h) / 3.0;
    return h * area + (dome - over_flat);
}

}  // namespace

double enclosed(double r, double a, double b) {
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

double transform(double x, double a, double b) {
    if (x == 0.0) return enclosed(1.0, a, b);
    const double from = std::asin(a);
    const double to = std::asin(b);
    const int panels = 1 + static_cast<int>(x * (to - from) / kPhasePerPanel);
    // (3/2) integral of cos^2(theta) J1(x cos(theta))/x dtheta
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

double transform(double x) {
    if (x > 1.0) return 3.0 * (std::sin(x) - x * std::cos(x)) / (x * x * x);
    // 3 sum_m (-1)^m x^(2m) (2m + 2)/(2m + 3)!: the closed form loses digits here
    double term = 1.0 / 6.0;  // x^(2m)/(2m + 3)!
    double sum = 0.0;
    for (int m = 0; m < 10; ++m) {
        sum += (2 * m + 2) * term;
        term *= -x * x / ((2.0 * m + 4.0) * (2.0 * m + 5.0));
    }
    return 3.0 * sum;
}

double rectangle(double x, double y, double a, double b) {
    const auto below = [x, y](double h) {
        return std::copysign(under_cut_dome(x, y, std::abs(h)), h);
    };
    return 0.75 * std::numbers::inv_pi * (below(b) - below(a));
}

double highest_wavenumber_of_slabs(double tolerance) {
    constexpr double kBound = 1.05 * 3.0 / 2.5066282746310002;
    return std::pow(kBound / tolerance, 2.0 / 3.0);
}

double highest_wavenumber(double tolerance) {
    return std::max(3.0, std::sqrt(1.055 * 3.0 / tolerance));
}

}  // namespace mesogrid::models::unit_ball
