/// V6: steady flux through n layers by the layered AUC. A plane source in the first cell, clearance
/// in the last only: all of it flows through every layer, and the AUC is the steady state of unit
/// flux, falling by L/(g D) over each layer (Crank 1975, 12.2).

#include <gtest/gtest.h>

#include "engine/numerics/layer_spectrum.hpp"
#include "engine/numerics/layered_grid.hpp"

#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

TEST(V6SteadyFlux, FallsByTheResistanceOfEveryLayer) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
        const std::vector<double> thickness(count, 0.8);
        const LayeredGrid grid = layered_grid(
            thickness, {.finest = 0.1, .fine_depth = 1.0, .growth = 0.3, .coarsest = 0.2});
        CellColumn column;
        for (std::size_t j = 0; j < grid.size(); ++j) {
            const auto layer = static_cast<double>(grid.layer[j]);
            column.height.push_back(grid.height(j));
            column.diffusivity.push_back(1e-3 * (1.0 + layer * (4.0 - layer) * 0.3));
            column.clearance.push_back(j + 1 == grid.size() ? 2e-3 : 0.0);
            column.capacity.push_back(grid.layer[j] % 2 == 0 ? 0.4 : 0.15);
        }
        const LayerOperator layers(column);
        const LayerSpectrum spectrum = decompose(layers, 0.0);
        std::vector<double> state(grid.size(), 0.0);
        state[0] = layers.scale()[0] / grid.height(0);  // unit amount per area
        std::vector<double> components = spectrum.project(state);
        for (std::size_t i = 0; i < components.size(); ++i) components[i] /= spectrum.rates[i];
        const std::vector<double> auc = spectrum.combine(components);
        std::vector<double> activity;
        for (std::size_t j = 0; j < grid.size(); ++j) {
            activity.push_back(auc[j] / (layers.scale()[j] * column.capacity[j]));
        }
        // last cell: unit flux = h kappa A
        const std::size_t last = grid.size() - 1;
        const double bottom = 1.0 / (grid.height(last) * 2e-3 * column.capacity[last]);
        double expected = bottom;
        for (std::size_t j = last; j-- > 0;) {
            expected +=
                0.5 * grid.height(j) / (column.capacity[j] * column.diffusivity[j]) +
                0.5 * grid.height(j + 1) / (column.capacity[j + 1] * column.diffusivity[j + 1]);
            EXPECT_NEAR(activity[j], expected, 1e-12 * activity[0])
                << count << " layers, cell " << j;
        }
    }
}

}  // namespace
}  // namespace mesogrid
