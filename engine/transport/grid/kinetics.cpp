#include "engine/transport/grid/kinetics.hpp"

#include <cmath>

namespace mesogrid::grid {

double after_clearance(double c, double kappa, double s, double dt) {
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

Bound after_binding(Bound amounts, double binding, double release, double dt) {
    const double rate = binding + release;
    if (rate == 0.0) return amounts;
    const double both = amounts.free + amounts.bound;
    const double balance = both * (release / rate);
    const double free = balance + (amounts.free - balance) * std::exp(-rate * dt);
    return {free, both - free};
}

}  // namespace mesogrid::grid
