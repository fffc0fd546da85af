#include "engine/transport/spectral/mass_check.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::spectral {
namespace {

constexpr int kNodes = 16;
constexpr double kRatio = 2.0;

/// An upper bound of the fastest decay (Gershgorin), 1/s.
double fastest_decay(const LayerOperator& layers) {
    const std::vector<double> diagonal = layers.diagonal(0.0);
    const std::vector<double>& off = layers.off_diagonal();
    double fastest = 0.0;
    for (std::size_t j = 0; j < diagonal.size(); ++j) {
        const double above = j > 0 ? std::abs(off[j - 1]) : 0.0;
        const double below = j < off.size() ? std::abs(off[j]) : 0.0;
        fastest = std::max(fastest, diagonal[j] + above + below);
    }
    return fastest;
}

/// sum_j h_j weight_j A_j of a state y = S A.
template <class Weight>
double total(const LayerOperator& layers, const std::vector<double>& y, Weight weight) {
    double sum = 0.0;
    for (std::size_t j = 0; j < y.size(); ++j) {
        sum += layers.column().height[j] * weight(j) * y[j] / layers.scale()[j];
    }
    return sum;
}

}  // namespace

MassBalance mass_balance(const LayerOperator& layers,
                         const Propagator& propagator,
                         std::span<const double> initial,
                         double at) {
    std::vector<double> start(initial.begin(), initial.end());
    for (std::size_t j = 0; j < start.size(); ++j) start[j] *= layers.scale()[j];
    const auto everything = [](std::size_t) { return 1.0; };
    const auto clearance = [&](std::size_t j) { return layers.column().clearance[j]; };
    if (at == 0.0) return {.present = total(layers, start, everything)};
    MassBalance balance{.present = total(layers, propagator(start, at), everything)};
    const double fastest = fastest_decay(layers);
    const double first = fastest * at > 0.5 ? 0.5 / fastest : at;
    const QuadratureRule rule = gauss_legendre(kNodes);
    const std::vector<double> mesh = geometric_mesh(first, at, kRatio);
    for (std::size_t i = 0; i + 1 < mesh.size(); ++i) {
        balance.cleared += integrate(rule, mesh[i], mesh[i + 1], [&](double t) {
            return total(layers, propagator(start, t), clearance);
        });
    }
    return balance;
}

MassBalance mass_balance(const LayerOperator& layers,
                         const LayerSpectrum& spectrum,
                         std::span<const double> initial,
                         double at) {
    const Propagator by_spectrum = [&](std::span<const double> y, double t) {
        std::vector<double> components = spectrum.project(y);
        for (std::size_t i = 0; i < components.size(); ++i) {
            components[i] *= decay(spectrum.rates[i], t);
        }
        return spectrum.combine(components);
    };
    return mass_balance(layers, by_spectrum, initial, at);
}

}  // namespace mesogrid::spectral
