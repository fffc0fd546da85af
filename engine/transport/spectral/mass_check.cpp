#include "engine/transport/spectral/mass_check.hpp"

#include <algorithm>
#include <vector>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::spectral {
namespace {

constexpr int kNodes = 16;
constexpr double kRatio = 2.0;

/// A(t) of the lateral integral.
class EvolvingColumn {
public:
    EvolvingColumn(const LayerOperator& layers,
                   const LayerSpectrum& spectrum,
                   std::span<const double> initial)
        : layers_(layers), spectrum_(spectrum) {
        std::vector<double> y(initial.begin(), initial.end());
        for (std::size_t j = 0; j < y.size(); ++j) y[j] *= layers.scale()[j];
        components_ = spectrum.project(y);
    }

    std::vector<double> at(double t) const {
        std::vector<double> components = components_;
        for (std::size_t i = 0; i < components.size(); ++i) {
            components[i] *= decay(spectrum_.rates[i], t);
        }
        std::vector<double> field = spectrum_.combine(components);
        for (std::size_t j = 0; j < field.size(); ++j) field[j] /= layers_.scale()[j];
        return field;
    }

    /// sum_j h_j A_j(t)
    double amount(double t) const {
        const std::vector<double> field = at(t);
        double sum = 0.0;
        for (std::size_t j = 0; j < field.size(); ++j) sum += layers_.column().height[j] * field[j];
        return sum;
    }

    /// sum_j h_j kappa_j A_j(t)
    double clearance(double t) const {
        const std::vector<double> field = at(t);
        double sum = 0.0;
        for (std::size_t j = 0; j < field.size(); ++j) {
            sum += layers_.column().height[j] * layers_.column().clearance[j] * field[j];
        }
        return sum;
    }

private:
    const LayerOperator& layers_;
    const LayerSpectrum& spectrum_;
    std::vector<double> components_;
};

}  // namespace

MassBalance mass_balance(const LayerOperator& layers,
                         const LayerSpectrum& spectrum,
                         std::span<const double> initial,
                         double at) {
    const EvolvingColumn column(layers, spectrum, initial);
    MassBalance balance{.present = column.amount(at)};
    if (at == 0.0) return balance;
    const double fastest = *std::max_element(spectrum.rates.begin(), spectrum.rates.end());
    const double first = fastest * at > 0.5 ? 0.5 / fastest : at;
    const QuadratureRule rule = gauss_legendre(kNodes);
    const std::vector<double> mesh = geometric_mesh(first, at, kRatio);
    for (std::size_t i = 0; i + 1 < mesh.size(); ++i) {
        balance.cleared += integrate(
            rule, mesh[i], mesh[i + 1], [&](double t) { return column.clearance(t); });
    }
    return balance;
}

}  // namespace mesogrid::spectral
