#include "engine/transport/spectral/readings.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"

namespace mesogrid::spectral {
namespace {

/// Weight of one cell's A in the activity at the face between cells i and i + 1 that makes both
/// half-cell fluxes equal: a = (s_i A_i/g_i + s_j A_j/g_j)/(s_i + s_j), s = 2 g D/h.
double face_share(const CellColumn& column, std::size_t i) {
    const auto slope = [&](std::size_t j) {
        return column.capacity[j] * column.diffusivity[j] / column.height[j];
    };
    return slope(i) / (slope(i) + slope(i + 1));
}

}  // namespace

std::vector<double> slab_weights(const LayeredGrid& grid, const std::vector<WeightedSlab>& slabs) {
    std::vector<double> weights(grid.size(), 0.0);
    for (const WeightedSlab& slab : slabs) {
        const std::vector<double> lengths = overlaps(grid, slab.top, slab.bottom);
        for (std::size_t j = 0; j < weights.size(); ++j) weights[j] += slab.weight * lengths[j];
    }
    return weights;
}

std::vector<double> point_weights(const LayeredGrid& grid,
                                  const LayerOperator& layers,
                                  double depth) {
    MESOGRID_EXPECTS(depth >= 0.0 && depth <= grid.depth());
    const CellColumn& column = layers.column();
    const auto above = std::upper_bound(grid.faces.begin() + 1, grid.faces.end() - 1, depth);
    const auto j = static_cast<std::size_t>(above - grid.faces.begin()) - 1;
    std::vector<double> weights(grid.size(), 0.0);
    // Share of the way from the cell's centre to the face on this side.
    const double way = 2.0 * (depth - grid.centre(j)) / grid.height(j);
    const bool downward = way > 0.0;
    const bool has_neighbour = downward ? j + 1 < grid.size() : j > 0;
    const std::size_t upper = downward ? j : j - 1;
    if (!has_neighbour || layers.conductance()[upper] == 0.0) {
        weights[j] = 1.0;
        return weights;
    }
    // A = g_j [(1 - |way|) A_j/g_j + |way| a_face]
    const std::size_t i = downward ? j + 1 : j - 1;
    const double share = face_share(column, upper);
    const double own = downward ? share : 1.0 - share;
    weights[j] = 1.0 - std::abs(way) + std::abs(way) * own;
    weights[i] = std::abs(way) * (1.0 - own) * column.capacity[j] / column.capacity[i];
    return weights;
}

std::vector<double> thicknesses(const Medium& medium) {
    std::vector<double> lengths;
    for (const MediumLayer& layer : medium.layers) lengths.push_back(layer.thickness.base());
    return lengths;
}

CellColumn column_of(const Medium& medium, const LayeredGrid& grid) {
    CellColumn column;
    for (std::size_t j = 0; j < grid.size(); ++j) {
        const MediumLayer& layer = medium.layers[grid.layer[j]];
        column.height.push_back(grid.height(j));
        column.diffusivity.push_back(layer.diffusivity.base());
        column.clearance.push_back(layer.clearance.base());
        column.capacity.push_back(layer.capacity);
    }
    return column;
}

}  // namespace mesogrid::spectral
