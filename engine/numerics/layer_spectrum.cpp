#include "engine/numerics/layer_spectrum.hpp"

#include <cmath>

#include <Eigen/Eigenvalues>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid {

std::vector<double> LayerSpectrum::project(std::span<const double> y) const {
    MESOGRID_EXPECTS(y.size() == size());
    std::vector<double> components(size());
    for (std::size_t i = 0; i < size(); ++i) {
        const std::span<const double> v = vector(i);
        double sum = 0.0;
        for (std::size_t j = 0; j < size(); ++j) sum += v[j] * y[j];
        components[i] = sum;
    }
    return components;
}

std::vector<double> LayerSpectrum::combine(std::span<const double> components) const {
    MESOGRID_EXPECTS(components.size() == size());
    std::vector<double> y(size(), 0.0);
    for (std::size_t i = 0; i < size(); ++i) {
        const std::span<const double> v = vector(i);
        for (std::size_t j = 0; j < size(); ++j) y[j] += components[i] * v[j];
    }
    return y;
}

LayerSpectrum decompose(const LayerOperator& layers, double k) {
    const auto n = static_cast<Eigen::Index>(layers.size());
    const std::vector<double> diagonal = layers.diagonal(k);
    const Eigen::Map<const Eigen::VectorXd> main(diagonal.data(), n);
    const Eigen::Map<const Eigen::VectorXd> off(layers.off_diagonal().data(), n - 1);
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(main, off, Eigen::ComputeEigenvectors);
    if (solver.info() != Eigen::Success) {
        throw SimulationError(
            Diagnostic{.code = 605, .problem = "the eigenvalues of the layers did not converge"});
    }
    const Eigen::MatrixXd& vectors = solver.eigenvectors();
    LayerSpectrum spectrum;
    spectrum.vectors.assign(vectors.data(), vectors.data() + n * n);
    spectrum.rates.resize(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        spectrum.rates[i] = layers.quadratic_form(spectrum.vector(i), k);
    }
    return spectrum;
}

double decay(double rate, double t) {
    return std::exp(-rate * t);
}

double decay_integral(double rate, double t) {
    return rate * t == 0.0 ? t : -std::expm1(-rate * t) / rate;
}

}  // namespace mesogrid
