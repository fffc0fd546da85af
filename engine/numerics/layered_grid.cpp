#include "engine/numerics/layered_grid.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

/// Number of cells above a depth, N(z) = integral of dz / h(z), and its inverse, for
/// h = finest, then finest + growth (z - fine_depth), then coarsest.
class CellCount {
public:
    explicit CellCount(const DepthResolution& resolution)
        : resolution_(resolution),
          grows_(resolution.growth > 0.0 && resolution.coarsest > resolution.finest) {
        if (!grows_) return;
        growth_end_ =
            resolution.fine_depth + (resolution.coarsest - resolution.finest) / resolution.growth;
    }

    double at(double z) const {
        if (!grows_ || z <= resolution_.fine_depth) return z / resolution_.finest;
        const double fine = resolution_.fine_depth / resolution_.finest;
        const double reach = std::min(z, growth_end_) - resolution_.fine_depth;
        const double growing =
            std::log1p(resolution_.growth * reach / resolution_.finest) / resolution_.growth;
        return fine + growing + std::max(0.0, z - growth_end_) / resolution_.coarsest;
    }

    double depth_of(double count) const {
        const double fine = resolution_.fine_depth / resolution_.finest;
        if (!grows_ || count <= fine) return count * resolution_.finest;
        const double count_at_end = at(growth_end_);
        if (count > count_at_end) {
            return growth_end_ + (count - count_at_end) * resolution_.coarsest;
        }
        const double growing = std::expm1(resolution_.growth * (count - fine));
        return resolution_.fine_depth + resolution_.finest * growing / resolution_.growth;
    }

private:
    DepthResolution resolution_;
    bool grows_;
    double growth_end_ = 0.0;
};

/// A count that is whole up to rounding is not rounded up.
int whole_cells(double count) {
    return static_cast<int>(std::ceil(count - 1e-9));
}

}  // namespace

LayeredGrid layered_grid(std::span<const double> thicknesses, const DepthResolution& resolution) {
    MESOGRID_EXPECTS(resolution.finest > 0.0 && resolution.fewest >= 1);
    MESOGRID_EXPECTS(resolution.subdivisions >= 1 && resolution.fine_depth >= 0.0);
    const CellCount count(resolution);
    LayeredGrid grid;
    grid.faces.push_back(0.0);
    double top = 0.0;
    for (std::size_t layer = 0; layer < thicknesses.size(); ++layer) {
        MESOGRID_EXPECTS(thicknesses[layer] > 0.0);
        const double bottom = top + thicknesses[layer];
        const double first = count.at(top);
        const double last = count.at(bottom);
        const int cells =
            resolution.subdivisions * std::max(resolution.fewest, whole_cells(last - first));
        for (int j = 1; j <= cells; ++j) {
            const double face =
                j == cells ? bottom : count.depth_of(first + j * (last - first) / cells);
            grid.faces.push_back(face);
            grid.layer.push_back(layer);
        }
        top = bottom;
    }
    return grid;
}

std::vector<double> overlaps(const LayeredGrid& grid, double top, double bottom) {
    std::vector<double> lengths(grid.size());
    for (std::size_t j = 0; j < grid.size(); ++j) {
        const double length = std::min(bottom, grid.faces[j + 1]) - std::max(top, grid.faces[j]);
        lengths[j] = std::max(0.0, length);
    }
    return lengths;
}

}  // namespace mesogrid
