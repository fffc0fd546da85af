#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layer_spectrum.hpp"

/// Where the solute went, computed independently of the solver's eigenvalues.
namespace mesogrid::spectral {

struct MassBalance {
    double present = 0.0;
    double cleared = 0.0;
};

/// Carries the state y = sqrt(h/g) A of the lateral integral (k = 0) to a time (s): the propagator
/// that makes the maps, so that an error in it shows here.
using Propagator = std::function<std::vector<double>(std::span<const double> y, double t)>;

/// Amounts at time `at` (s) of a window whose lateral integral starts as `initial` (amount per mm
/// of depth, one value per cell). `cleared` integrates sum_j h_j kappa_j A_j(t) of the carried
/// field with the medium's own rates: 16 Gauss nodes on each interval of a time mesh that doubles
/// from half the fastest decay time, its own error below 1e-13 of the amount. A wrong pole,
/// eigenvalue or rate therefore shows as present + cleared different from the start.
MassBalance mass_balance(const LayerOperator& layers,
                         const Propagator& propagator,
                         std::span<const double> initial,
                         double at);

/// The same for a dense decomposition of the layers at k = 0.
MassBalance mass_balance(const LayerOperator& layers,
                         const LayerSpectrum& spectrum,
                         std::span<const double> initial,
                         double at);

}  // namespace mesogrid::spectral
