#pragma once

#include <vector>

#include "engine/numerics/sweeps/sweeps.hpp"
#include "engine/transport/grid/voxel_medium.hpp"

namespace mesogrid::grid {

/// A VoxelMedium as the sweeps read it, shared by the steppers of a run: the conductance of the
/// face after each voxel along each axis (of both halves in series, mm/s; 0 at the end) and the
/// capacity, laid out as the field is; kinetics as the medium has them.
template <class T>
class VoxelTissue {
public:
    explicit VoxelTissue(VoxelMedium medium);

    std::size_t nx() const { return capacity.nx(); }
    std::size_t ny() const { return capacity.ny(); }
    std::size_t nz() const { return capacity.nz(); }
    /// First voxel of a row in the kinetics.
    std::size_t row(std::size_t j, std::size_t k) const { return (k * ny() + j) * nx(); }

    double spacing;
    std::vector<double> height;
    VoxelField<T> capacity;
    VoxelField<T> along_x;
    VoxelField<T> along_y;
    VoxelField<T> along_z;
    std::vector<double> clearance;
    std::vector<double> saturation;
    std::vector<double> binding;
    std::vector<double> release;

    VaryingAxis<T> x_axis() const { return lateral_.axis(nx()); }
    VaryingAxis<T> y_axis() const { return lateral_.axis(ny()); }
    VaryingAxis<T> z_axis() const { return deep_.axis(nz()); }

private:
    /// Heights as the sweeps want them.
    struct Heights {
        explicit Heights(std::vector<double> heights);
        VaryingAxis<T> axis(std::size_t cells) const {
            return {cells, single.data(), twice_per.data(), exact.data()};
        }
        std::vector<double> exact;
        std::vector<T> single;
        std::vector<T> twice_per;
    };

    Heights lateral_;
    Heights deep_;
};

extern template class VoxelTissue<float>;
extern template class VoxelTissue<double>;

}  // namespace mesogrid::grid
