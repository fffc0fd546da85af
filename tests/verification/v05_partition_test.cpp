/// V5 at k = 0: two half spaces with partition K, interface on a face (Crank 1975, 3.3).

#include <cmath>

#include <gtest/gtest.h>

#include "engine/numerics/layer_spectrum.hpp"
#include "engine/numerics/layered_grid.hpp"

#include "tests/support/convergence.hpp"
#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

TEST(V5Partition, ConvergesWithSecondOrderWithTheInterfaceOnAFace) {
    const double d1 = 1e-3;
    const double d2 = 4e-4;
    const double g1 = 0.4;
    const double g2 = 0.15;
    const double time = 400.0;
    const double b = g2 / g1 * std::sqrt(d2 / d1);
    std::vector<double> errors;
    for (const int n : {20, 40, 80, 160}) {
        // 6 mm each side: 4.7 diffusion lengths 2 sqrt(D t), erfc = 3e-11
        const double h = 6.0 / n;
        CellColumn column;
        std::vector<double> state;
        for (int j = 0; j < 2 * n; ++j) {
            const bool first = j < n;
            column.height.push_back(h);
            column.diffusivity.push_back(first ? d1 : d2);
            column.clearance.push_back(0.0);
            column.capacity.push_back(first ? g1 : g2);
            state.push_back(first ? std::sqrt(h / g1) : 0.0);
        }
        const LayerOperator layers(column);
        const LayerSpectrum spectrum = decompose(layers, 0.0);
        std::vector<double> components = spectrum.project(state);
        for (std::size_t i = 0; i < components.size(); ++i) {
            components[i] *= decay(spectrum.rates[i], time);
        }
        state = spectrum.combine(components);
        std::vector<double> found;
        std::vector<double> exact;
        for (int j = 0; j < 2 * n; ++j) {
            const auto cell = static_cast<std::size_t>(j);
            const double x = std::abs((j + 0.5) * h - 6.0);
            found.push_back(state[cell] / layers.scale()[cell]);
            exact.push_back(j < n
                                ? (1.0 + b * std::erf(x / std::sqrt(4.0 * d1 * time))) / (1.0 + b)
                                : g2 / g1 * std::erfc(x / std::sqrt(4.0 * d2 * time)) / (1.0 + b));
        }
        errors.push_back(support::relative_l2(found, exact));
    }
    support::expect_order(errors, 2.0);
}

}  // namespace
}  // namespace mesogrid
