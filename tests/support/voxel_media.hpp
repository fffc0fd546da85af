#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "engine/transport/grid/voxel_stepper.hpp"

/// Voxels with coefficients of their own, for tests of the grid solver.
namespace mesogrid::support {

/// Coefficients by voxel.
struct Varied {
    std::function<double(std::size_t, std::size_t, std::size_t)> diffusivity;
    std::function<double(std::size_t, std::size_t, std::size_t)> capacity;
    std::function<double(std::size_t, std::size_t, std::size_t)> clearance;
    double saturation = 0.0;  ///< 1/A_half
};

inline std::shared_ptr<const grid::VoxelTissue<double>> voxels_of(std::size_t nx,
                                                                  std::size_t ny,
                                                                  std::vector<double> height,
                                                                  double spacing,
                                                                  const Varied& varied) {
    grid::VoxelMedium medium{.nx = nx, .ny = ny, .spacing = spacing, .height = std::move(height)};
    for (std::size_t k = 0; k < medium.height.size(); ++k) {
        for (std::size_t j = 0; j < ny; ++j) {
            for (std::size_t i = 0; i < nx; ++i) {
                const double g = varied.capacity(i, j, k);
                medium.capacity.push_back(g);
                medium.resistivity.push_back(1.0 / (g * varied.diffusivity(i, j, k)));
                medium.clearance.push_back(varied.clearance(i, j, k));
                if (varied.saturation > 0.0) medium.saturation.push_back(varied.saturation);
            }
        }
    }
    return std::make_shared<const grid::VoxelTissue<double>>(medium);
}

/// Amounts x fastest, without padding.
inline void set(grid::VoxelStepper<double>& stepper, const std::vector<double>& values) {
    auto& field = stepper.field();
    std::size_t v = 0;
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) field.at(i, j, k) = values[v++];
        }
    }
}

}  // namespace mesogrid::support
