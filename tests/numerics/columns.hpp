#pragma once

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"

namespace mesogrid::support {

/// Skin of three unlike layers: epidermis, dermis, fat; diffusivities of a small solute.
inline CellColumn three_layer_column(int subdivisions = 1) {
    const std::vector<double> thickness = {0.075, 1.3, 4.5};
    const std::vector<double> diffusivity = {1.1e-4, 3.67e-4, 5.5e-4};
    const std::vector<double> clearance = {0.0, 1.16e-3, 3.9e-4};
    const std::vector<double> capacity = {0.4, 0.4, 0.15};
    const LayeredGrid grid = layered_grid(thickness, {.subdivisions = subdivisions});
    CellColumn column;
    for (std::size_t j = 0; j < grid.size(); ++j) {
        column.height.push_back(grid.height(j));
        column.diffusivity.push_back(diffusivity[grid.layer[j]]);
        column.clearance.push_back(clearance[grid.layer[j]]);
        column.capacity.push_back(capacity[grid.layer[j]]);
    }
    return column;
}

inline CellColumn uniform_column(std::size_t cells, double height, double diffusivity) {
    return {.height = std::vector<double>(cells, height),
            .diffusivity = std::vector<double>(cells, diffusivity),
            .clearance = std::vector<double>(cells, 0.0),
            .capacity = std::vector<double>(cells, 1.0)};
}

}  // namespace mesogrid::support
