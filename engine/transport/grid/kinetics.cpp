#include "engine/transport/grid/kinetics.hpp"

#include <cmath>

namespace mesogrid::grid {
namespace {

/// Up to here a short series replaces the exponential.
constexpr double kShort = 0.25;

/// e^-d for 0 <= d <= 0.25 to rounding: its Taylor series, without a call that keeps loops from
/// vectors.
double rest_after(double d) {
    double sum = 1.0;
    for (int i = 13; i > 0; --i) sum = 1.0 - d / i * sum;
    return sum;
}

/// Newton in ln w, for steps in which much is cleared.
double after_long_clearance(double c, double kappa, double s, double dt) {
    if (s == 0.0) return c * std::exp(-kappa * dt);
    const double w = c * s;
    // below this, saturation does not show in double precision
    if (w < 1e-17) return c * std::exp(-kappa * dt);
    const double start = std::log(w);
    const double wanted = start + w - kappa * dt;
    double y = start - kappa * dt / (1.0 + w);  // from above
    for (int i = 0; i < 50; ++i) {
        const double now = std::exp(y);
        const double step = (y + now - wanted) / (1.0 + now);
        y -= step;
        if (std::abs(step) <= 1e-16 * (1.0 + std::abs(y))) break;
    }
    return std::exp(y) / s;
}

}  // namespace

double after_clearance(double c, double kappa, double s, double dt) {
    const double wanted = kappa * dt;
    const double w = c * s;
    if (wanted > kShort) return after_long_clearance(c, kappa, s, dt);
    // ln w falls by d: d + w (1 - e^-d) = kappa dt
    const double slope = 1.0 / (1.0 + w);
    double d = wanted * slope * (1.0 + 0.5 * w * wanted * slope * slope);
    for (int i = 0; i < 2; ++i) {
        const double left = rest_after(d);
        const double away = d + w * (1.0 - left) - wanted;
        const double first = 1.0 + w * left;
        // Halley: the second derivative is -w e^-d
        d -= away * first / (first * first + 0.5 * away * w * left);
    }
    return c * rest_after(d);
}

Bound after_binding(Bound amounts, double binding, double release, double dt) {
    const double rate = binding + release;
    if (rate == 0.0) return amounts;
    const double both = amounts.free + amounts.bound;
    const double balance = both * (release / rate);
    const double free = balance + (amounts.free - balance) * std::exp(-rate * dt);
    return {free, both - free};
}

}  // namespace mesogrid::grid
