#pragma once

#include <span>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layer_spectrum.hpp"

/// Where the solute went, computed independently of the solver's eigenvalues.
namespace mesogrid::spectral {

struct MassBalance {
    double present = 0.0;
    double cleared = 0.0;
};

/// Amounts at time `at` (s) of a window whose lateral integral starts as `initial` (amount per mm of
/// depth, one value per cell) and evolves by `spectrum`, the k = 0 decomposition that makes the maps.
/// `cleared` integrates sum_j h_j kappa_j A_j(t) of the evolved field with the medium's own rates:
/// 16 Gauss nodes on each interval of a time mesh that doubles from half the fastest decay time, its
/// own error below 1e-13 of the amount. A wrong eigenvalue, eigenvector or rate therefore shows as
/// present + cleared different from the start.
MassBalance mass_balance(const LayerOperator& layers,
                         const LayerSpectrum& spectrum,
                         std::span<const double> initial,
                         double at);

}  // namespace mesogrid::spectral
