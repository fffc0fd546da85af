#include "engine/transport/grid/kinetics.hpp"

#include <cmath>

namespace mesogrid::grid {
namespace {

/// Newton in ln w, for steps in which much may be cleared.
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

template <class T>
Cleared clear_row(ClearedRow<T> row) {
    static const Sweeps<T> sweeps = runnable_sweeps<T>().back();
    if (sweeps.clear(row)) return {row.before, row.after};
    for (std::size_t i = 0; i < row.cells; ++i) {
        const double s = row.saturation ? row.saturation[i] : 0.0;
        const auto before = static_cast<double>(row.values[i]);
        row.values[i] = static_cast<T>(after_long_clearance(before, row.clearance[i], s, row.dt));
        row.before += before;
        row.after += static_cast<double>(row.values[i]);
    }
    return {row.before, row.after};
}

template Cleared clear_row(ClearedRow<float> row);
template Cleared clear_row(ClearedRow<double> row);

double after_clearance(double c, double kappa, double s, double dt) {
    clear_row<double>({&c, &kappa, &s, 1, dt});
    return c;
}

Bound after_binding(Bound amounts, double binding, double release, double dt) {
    const double rate = binding + release;
    if (rate == 0.0) return amounts;
    const double left = std::exp(-rate * dt);
    const double both = amounts.free + amounts.bound;
    const double balance = both * (release / rate);
    const double free = balance + (amounts.free - balance) * left;
    return {free, both - free};
}

}  // namespace mesogrid::grid
