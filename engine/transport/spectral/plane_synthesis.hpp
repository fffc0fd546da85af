#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "engine/geometry/raster.hpp"
#include "engine/transport/spectral/lateral_modes.hpp"

/// Planes of voxels from cosine modes, in single precision. Private to the spectral solver.
namespace mesogrid::spectral {

/// Where mode `mode` of `count` stands when the even ones come before the odd ones.
inline Eigen::Index even_first(Eigen::Index mode, Eigen::Index count) {
    return mode % 2 == 0 ? mode / 2 : (count + 1) / 2 + mode / 2;
}

/// Turns mode coefficients of one plane into cell averages by two products with cosine matrices.
/// When the raster lies in the middle of the window, even and odd modes are kept apart and only
/// half of the cells are computed: cos(k (L - x)) = (-1)^m cos(k x). Flops of a plane: M N nx + N
/// nx ny (half of that without the mirror). Const; the work buffer belongs to one thread.
class PlaneSynthesis {
public:
    /// `modes_x`, `modes_y`: how many modes of each axis the coefficients hold.
    PlaneSynthesis(const Raster& raster,
                   const LateralModes& modes,
                   Eigen::Index modes_x,
                   Eigen::Index modes_y);

    using Plane = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

    struct Work {
        Plane half_even;
        Plane half_odd;
        Plane rows;
        Plane out_even;
        Plane out_odd;
    };
    /// `coefficients`: modes_y x modes_x, row-major, each axis sorted by even_first; `plane`:
    /// raster.size() values, x fastest.
    void synthesise(std::span<const float> coefficients, Work& work, std::span<float> plane) const;

private:
    Raster raster_;
    Eigen::Index modes_x_;
    Eigen::Index modes_y_;
    bool mirrored_;  ///< the raster is centred in the window
    Plane cells_x_;  ///< modes_x x cells (half of them when mirrored)
    Plane cells_y_;  ///< cells (half) x modes_y
};

}  // namespace mesogrid::spectral
