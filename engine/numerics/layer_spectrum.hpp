#pragma once

#include <span>
#include <vector>

#include "engine/numerics/layer_operator.hpp"

namespace mesogrid {

/// Eigenvalues and eigenvectors of a LayerOperator's symmetric matrix at one wavenumber: any
/// function of the operator is exact in time.
struct LayerSpectrum {
    std::vector<double> rates;    ///< eigenvalues, 1/s, ascending as computed
    std::vector<double> vectors;  ///< orthonormal, one after the other; size n * n

    std::size_t size() const { return rates.size(); }
    std::span<const double> vector(std::size_t i) const {
        return {vectors.data() + i * size(), size()};
    }
    /// Component of y along every eigenvector.
    std::vector<double> project(std::span<const double> y) const;
    /// The vector with these components.
    std::vector<double> combine(std::span<const double> components) const;
};

/// Dense decomposition. Eigenvalues are taken from the vectors by the operator's quadratic form, so
/// that the slow decays that rule late times have relative accuracy beside the fast ones.
/// Throws SimulationError (E0605) if the iteration does not converge.
LayerSpectrum decompose(const LayerOperator& layers, double k);

/// exp(-rate t).
double decay(double rate, double t);
/// integral of exp(-rate s) ds from 0 to t = (1 - exp(-rate t))/rate; t for rate = 0.
double decay_integral(double rate, double t);

}  // namespace mesogrid
