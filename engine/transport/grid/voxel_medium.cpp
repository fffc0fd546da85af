#include "engine/transport/grid/voxel_medium.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"

namespace mesogrid::grid {
namespace {

/// The layers as they are under one point of the skin.
struct Stack {
    std::vector<double> bottom;       ///< mm
    std::vector<double> diffusivity;  ///< mm2/s
    std::vector<double> clearance;    ///< 1/s
};

/// The last layer takes up what the others leave of the depth.
Stack stack_at(const Medium& medium, Point point) {
    const std::size_t n = medium.layers.size();
    std::vector<double> thickness(n);
    Stack stack{.bottom = std::vector<double>(n),
                .diffusivity = std::vector<double>(n),
                .clearance = std::vector<double>(n)};
    double depth = 0.0;
    for (std::size_t l = 0; l < n; ++l) {
        const MediumLayer& layer = medium.layers[l];
        thickness[l] = layer.thickness.base();
        stack.diffusivity[l] = layer.diffusivity.base();
        stack.clearance[l] = layer.clearance.base();
        depth += thickness[l];
    }
    for (const TissueMap& map : medium.maps) {
        const double factor = factor_at(map.factor, point);
        if (map.what == TissueMap::What::diffusivity) stack.diffusivity[map.layer] *= factor;
        if (map.what == TissueMap::What::clearance) stack.clearance[map.layer] *= factor;
        if (map.what == TissueMap::What::thickness) thickness[map.layer] *= factor;
    }
    double bottom = 0.0;
    for (std::size_t l = 0; l < n; ++l) {
        bottom = l + 1 == n ? depth : std::min(bottom + thickness[l], depth);
        stack.bottom[l] = bottom;
    }
    return stack;
}

/// The voxel `v` of plane k under a point with this stack.
void fill_voxel(VoxelMedium& voxels,
                std::size_t v,
                const Medium& medium,
                const Stack& stack,
                const LayeredGrid& z,
                std::size_t k) {
    double top = 0.0;
    double largest = 0.0;
    for (std::size_t l = 0; l < medium.layers.size(); ++l) {
        const MediumLayer& layer = medium.layers[l];
        const double from = std::max(top, z.faces[k]);
        const double to = std::min(stack.bottom[l], z.faces[k + 1]);
        top = stack.bottom[l];
        // a sliver of rounding where faces meet is none
        const double share = (to - from) / z.height(k);
        if (share <= 1e-9) continue;
        voxels.capacity[v] += share * layer.capacity;
        voxels.resistivity[v] += share / (layer.capacity * stack.diffusivity[l]);
        voxels.clearance[v] += share * layer.capacity * stack.clearance[l];
        if (share <= largest) continue;
        largest = share;
        if (!voxels.saturation.empty()) {
            voxels.saturation[v] =
                layer.half_saturation ? 1.0 / layer.half_saturation->base() : 0.0;
        }
        if (!voxels.binding.empty()) {
            voxels.binding[v] = layer.binding.base();
            voxels.release[v] = layer.release.base();
        }
    }
    voxels.clearance[v] /= voxels.capacity[v];
}

}  // namespace

double factor_at(const Map& map, Point point) {
    const auto along = [](double cells, int n) {
        const double place = std::clamp(cells - 0.5, 0.0, static_cast<double>(n - 1));
        const int low = std::min(static_cast<int>(place), std::max(0, n - 2));
        return std::pair(low, place - low);
    };
    const Raster& raster = map.raster;
    const auto [i, u] = along((point.x - raster.origin.x) / raster.spacing, raster.nx);
    const auto [j, v] = along((point.y - raster.origin.y) / raster.spacing, raster.ny);
    const int right = std::min(i + 1, raster.nx - 1);
    const int up = std::min(j + 1, raster.ny - 1);
    const auto value = [&](int x, int y) { return map.values[raster.index(x, y)]; };
    return (1.0 - v) * ((1.0 - u) * value(i, j) + u * value(right, j)) +
           v * ((1.0 - u) * value(i, up) + u * value(right, up));
}

bool needs_voxels(const Medium& medium) {
    return !medium.is_laterally_uniform() || !medium.is_linear() || medium.binds();
}

VoxelMedium voxel_medium_of(const Medium& medium, const GridBox& box) {
    VoxelMedium voxels{.nx = static_cast<std::size_t>(box.raster.nx),
                       .ny = static_cast<std::size_t>(box.raster.ny),
                       .spacing = box.raster.spacing};
    for (std::size_t k = 0; k < box.z.size(); ++k) voxels.height.push_back(box.z.height(k));
    const std::size_t size = voxels.size();
    voxels.resistivity.resize(size);
    voxels.capacity.resize(size);
    voxels.clearance.resize(size);
    if (!medium.is_linear()) voxels.saturation.resize(size);
    if (medium.binds()) {
        voxels.binding.resize(size);
        voxels.release.resize(size);
    }
    parallel_for(voxels.ny, [&](std::size_t j) {
        for (std::size_t i = 0; i < voxels.nx; ++i) {
            const Stack stack =
                stack_at(medium, box.raster.centre(static_cast<int>(i), static_cast<int>(j)));
            for (std::size_t k = 0; k < box.z.size(); ++k) {
                fill_voxel(voxels, voxels.index(i, j, k), medium, stack, box.z, k);
            }
        }
    });
    return voxels;
}

}  // namespace mesogrid::grid
