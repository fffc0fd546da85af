#pragma once

#include <memory>
#include <vector>

#include "engine/transport/grid/box.hpp"
#include "engine/transport/grid/voxel_field.hpp"

namespace mesogrid::grid {

/// What every voxel is made of, where tissue varies along the skin or kinetics are more than
/// first-order clearance. One value per voxel, x fastest, rows without padding.
struct VoxelMedium {
    std::size_t nx = 0;
    std::size_t ny = 0;
    double spacing = 1.0;             ///< mm
    std::vector<double> height;       ///< mm, of the planes
    std::vector<double> resistivity;  ///< 1/(g D), s/mm2; infinite where nothing diffuses
    std::vector<double> capacity;     ///< g
    std::vector<double> clearance;    ///< 1/s; at low concentration where it saturates
    std::vector<double> saturation;   ///< 1/A_half; empty where nothing saturates
    std::vector<double> binding;      ///< 1/s; empty where nothing binds
    std::vector<double> release;      ///< 1/s; as long as `binding`

    std::size_t size() const { return nx * ny * height.size(); }
    std::size_t index(std::size_t i, std::size_t j, std::size_t k) const {
        return (k * ny + j) * nx + i;
    }
};

/// The medium on the voxels of a box. Faces of layers lie on faces of planes; where a thickness
/// varies they cut voxels, which then mix: resistances in series, capacities and clearances by
/// share, kinetics of the layer with the largest share (first order in the cell, V5).
VoxelMedium voxel_medium_of(const Medium& medium, const GridBox& box);

/// Does the medium need one value per voxel?
bool needs_voxels(const Medium& medium);

/// The factor of a map at a point: linear between the centres of its cells, constant beyond them.
double factor_at(const Map& map, Point point);

}  // namespace mesogrid::grid
