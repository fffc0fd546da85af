#include "engine/transport/grid/voxel_tissue.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/parallel.hpp"

namespace mesogrid::grid {

template <class T>
VoxelTissue<T>::Heights::Heights(std::vector<double> heights) : exact(std::move(heights)) {
    for (const double h : exact) {
        single.push_back(static_cast<T>(h));
        twice_per.push_back(static_cast<T>(2.0 / h));
    }
}

template <class T>
VoxelTissue<T>::VoxelTissue(VoxelMedium medium)
    : spacing(medium.spacing),
      height(medium.height),
      capacity(medium.nx, medium.ny, medium.height.size(), kRowPadding),
      along_x(medium.nx, medium.ny, medium.height.size(), kRowPadding),
      along_y(medium.nx, medium.ny, medium.height.size(), kRowPadding),
      along_z(medium.nx, medium.ny, medium.height.size(), kRowPadding),
      clearance(std::move(medium.clearance)),
      saturation(std::move(medium.saturation)),
      binding(std::move(medium.binding)),
      release(std::move(medium.release)),
      lateral_(std::vector<double>(std::max(medium.nx, medium.ny), medium.spacing)),
      deep_(medium.height) {
    const auto joined = [](double a, double b) { return static_cast<T>(2.0 / (a + b)); };
    parallel_for(nz(), [&](std::size_t k) {
        for (std::size_t j = 0; j < ny(); ++j) {
            std::fill_n(capacity.row(j, k), capacity.pitch(), T{1});
            for (std::size_t i = 0; i < nx(); ++i) {
                const auto of = [&](std::size_t x, std::size_t y, std::size_t z, double h) {
                    return h * medium.resistivity[medium.index(x, y, z)];
                };
                const double side = of(i, j, k, spacing);
                capacity.at(i, j, k) = static_cast<T>(medium.capacity[medium.index(i, j, k)]);
                if (i + 1 < nx()) along_x.at(i, j, k) = joined(side, of(i + 1, j, k, spacing));
                if (j + 1 < ny()) along_y.at(i, j, k) = joined(side, of(i, j + 1, k, spacing));
                if (k + 1 < nz()) {
                    along_z.at(i, j, k) =
                        joined(of(i, j, k, height[k]), of(i, j, k + 1, height[k + 1]));
                }
            }
        }
    });
}

template class VoxelTissue<float>;
template class VoxelTissue<double>;

}  // namespace mesogrid::grid
