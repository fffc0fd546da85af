/// V10 in depth: manufactured solution A = e^-t g(z) u(z) with diffusivity, clearance and porosity
/// that vary within two layers and jump between them. u follows from a flux sin(pi z/2):
/// u' = -sin(pi z/2)/(g D), so flux and activity are continuous and the ends closed.

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/numerics/layer_spectrum.hpp"
#include "engine/numerics/quadrature.hpp"

#include "tests/support/convergence.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

constexpr double kInterface = 0.75;

double porosity(double z) {
    return z < kInterface ? 0.4 * (1.0 + 0.3 * z) : 0.15 * (1.0 + 0.2 * std::cos(z));
}
double diffusivity(double z) {
    return z < kInterface ? 0.5 + 0.2 * std::sin(z) : 0.9 - 0.2 * z;
}
double clearance(double z) {
    return z < kInterface ? 0.2 + 0.3 * z : 0.7 * std::exp(-z);
}

double activity(double z) {
    const QuadratureRule rule = gauss_legendre(20);
    const auto slope = [](double s) {
        return std::sin(0.5 * std::numbers::pi * s) / (porosity(s) * diffusivity(s));
    };
    double u = 4.0 - integrate(rule, 0.0, std::min(z, kInterface), slope);
    // the upper end is open: stay on the lower layer's side of the interface
    if (z > kInterface) u -= integrate(rule, kInterface, z, slope);
    return u;
}

/// s = A_t + flux' + kappa A at t = 0: -g u + (pi/2) cos(pi z/2) + kappa g u
double source(double z) {
    return 0.5 * std::numbers::pi * std::cos(0.5 * std::numbers::pi * z) +
           (clearance(z) - 1.0) * porosity(z) * activity(z);
}

struct Errors {
    double l2;
    double largest;
};

Errors solve(int cells_per_quarter) {
    const double h = 0.25 / cells_per_quarter;
    const int n = 8 * cells_per_quarter;
    CellColumn column;
    std::vector<double> centre;
    for (int j = 0; j < n; ++j) {
        centre.push_back((j + 0.5) * h);
        column.height.push_back(h);
        column.diffusivity.push_back(diffusivity(centre.back()));
        column.clearance.push_back(clearance(centre.back()));
        column.capacity.push_back(porosity(centre.back()));
    }
    const LayerOperator layers(column);
    const LayerSpectrum spectrum = decompose(layers, 0.0);
    std::vector<double> start;
    std::vector<double> forcing;
    for (std::size_t j = 0; j < centre.size(); ++j) {
        start.push_back(layers.scale()[j] * porosity(centre[j]) * activity(centre[j]));
        forcing.push_back(layers.scale()[j] * source(centre[j]));
    }
    const std::vector<double> y = spectrum.project(start);
    const std::vector<double> f = spectrum.project(forcing);
    const double t = 0.5;
    std::vector<double> components;
    for (std::size_t i = 0; i < y.size(); ++i) {
        // y' = -lambda y + f e^-t, exactly
        const double rate = spectrum.rates[i];
        components.push_back(y[i] * decay(rate, t) +
                             f[i] * std::exp(-t) * decay_integral(rate - 1.0, t));
    }
    const std::vector<double> state = spectrum.combine(components);
    std::vector<double> found;
    std::vector<double> exact;
    for (std::size_t j = 0; j < centre.size(); ++j) {
        found.push_back(state[j] / layers.scale()[j]);
        exact.push_back(std::exp(-t) * porosity(centre[j]) * activity(centre[j]));
    }
    return {support::relative_l2(found, exact),
            support::largest_difference(found, exact) / support::peak(exact)};
}

TEST(V10Manufactured, ConvergesWithSecondOrderInDepth) {
    std::vector<double> l2;
    std::vector<double> largest;
    for (const int cells : {2, 4, 8, 16}) {
        const Errors errors = solve(cells);
        l2.push_back(errors.l2);
        largest.push_back(errors.largest);
    }
    support::expect_order(l2, 2.0);
    support::expect_order(largest, 2.0);
}

}  // namespace
}  // namespace mesogrid
