#pragma once

#include "engine/numerics/sweeps/sweeps.hpp"

namespace mesogrid::grid {

/// What saturable clearance leaves of a concentration c after dt: c' = -kappa c/(1 + c s). With w =
/// c s: ln w + w falls by kappa dt (Michaelis & Menten 1913; the closed form is Lambert's W).
/// Solved to rounding; never negative; s = 0 is first-order clearance.
double after_clearance(double c, double kappa, double s, double dt);

/// Sums of a row before and after its clearance.
struct Cleared {
    double before = 0.0;
    double after = 0.0;
};

/// The same for a row of voxels, in place. Fast where little is cleared in a step.
template <class T>
Cleared clear_row(ClearedRow<T> row);

/// Free and bound amounts.
struct Bound {
    double free = 0.0;
    double bound = 0.0;
};

/// Binding and release over dt, exactly: both relax to their balance with the sum of the rates.
Bound after_binding(Bound amounts, double binding, double release, double dt);

}  // namespace mesogrid::grid
