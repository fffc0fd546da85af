#include "engine/transport/grid/kinetics.hpp"

#include <algorithm>
#include <cmath>

namespace mesogrid::grid {
namespace {

/// Up to here a short series replaces the exponential.
constexpr double kShort = 0.25;

/// e^-d for 0 <= d <= 0.25 to rounding: its Taylor series, without a call or a branch, which would
/// keep loops from vectors.
inline double rest_after(double d) {
    double sum = 1.0 - d * (1.0 / 13.0);
    sum = 1.0 - d * (1.0 / 12.0) * sum;
    sum = 1.0 - d * (1.0 / 11.0) * sum;
    sum = 1.0 - d * (1.0 / 10.0) * sum;
    sum = 1.0 - d * (1.0 / 9.0) * sum;
    sum = 1.0 - d * (1.0 / 8.0) * sum;
    sum = 1.0 - d * (1.0 / 7.0) * sum;
    sum = 1.0 - d * (1.0 / 6.0) * sum;
    sum = 1.0 - d * (1.0 / 5.0) * sum;
    sum = 1.0 - d * (1.0 / 4.0) * sum;
    sum = 1.0 - d * (1.0 / 3.0) * sum;
    sum = 1.0 - d * (1.0 / 2.0) * sum;
    return 1.0 - d * sum;
}

/// Where ln w falls by d: d + w (1 - e^-d) = wanted, w >= 0, wanted at most kShort. A start of
/// second order and two of Halley's steps (cubic) reach rounding.
inline double after_short_clearance(double c, double wanted, double s) {
    const double w = c * s;
    const double slope = 1.0 / (1.0 + w);
    double d = wanted * slope * (1.0 + 0.5 * w * wanted * slope * slope);
    for (int i = 0; i < 2; ++i) {
        const double left = rest_after(d);
        const double away = d + w * (1.0 - left) - wanted;
        const double first = 1.0 + w * left;
        // the second derivative is -w e^-d
        d -= away * first / (first * first + 0.5 * away * w * left);
    }
    return c * rest_after(d);
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
    if (kappa * dt > kShort) return after_long_clearance(c, kappa, s, dt);
    return after_short_clearance(c, kappa * dt, s);
}

void clear_row(double* c, const double* kappa, const double* s, double dt, std::size_t n) {
    if (*std::max_element(kappa, kappa + n) * dt > kShort) {
        for (std::size_t i = 0; i < n; ++i) {
            c[i] = after_clearance(c[i], kappa[i], s ? s[i] : 0.0, dt);
        }
        return;
    }
    if (s == nullptr) {
#pragma omp simd
        for (std::size_t i = 0; i < n; ++i) c[i] *= rest_after(kappa[i] * dt);
        return;
    }
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) c[i] = after_short_clearance(c[i], kappa[i] * dt, s[i]);
}

Bound after_binding(Bound amounts, double binding, double release, double dt) {
    const double rate = binding + release;
    if (rate == 0.0) return amounts;
    const double left = rate * dt > kShort ? std::exp(-rate * dt) : rest_after(rate * dt);
    const double both = amounts.free + amounts.bound;
    const double balance = both * (release / rate);
    const double free = balance + (amounts.free - balance) * left;
    return {free, both - free};
}

}  // namespace mesogrid::grid
