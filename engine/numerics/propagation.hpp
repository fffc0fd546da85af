#pragma once

#include <span>
#include <vector>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/rational_exponential.hpp"

namespace mesogrid {

/// Smallest eigenvalue of the operator's symmetric matrix M at wavenumber k (1/mm), from below, to
/// rounding: bisection on the sign of the pivots of M - s.
double slowest_decay(const LayerOperator& layers, double k);

/// exp(-t M) y by the rational approximation, the slowest decay factored out:
/// e^(-t s) r(t (M - s)) y. The error is the approximation's, relative to e^(-t s) |y|.
std::vector<double> propagate(const LayerOperator& layers,
                              double k,
                              double slowest,
                              std::span<const double> y,
                              double t,
                              const RationalExponential& rational);

}  // namespace mesogrid
