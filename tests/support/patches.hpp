#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/interfaces/contributions.hpp"

#include "tests/support/gaussian_field.hpp"

namespace mesogrid::support {

/// The share of each Gaussian depot in a map, as patches that end where it has no value any more.
class GaussianShares final : public Contributions {
public:
    GaussianShares(GaussianDepots depots, const Raster& raster)
        : depots_(std::move(depots)), raster_(raster) {}

    std::size_t size() const override { return depots_.centres.size(); }
    Patch patch(std::size_t puncture, std::size_t) const override {
        // 8 sigma: less than 1e-14 of the peak is left out.
        const Point centre = depots_.centres[puncture];
        const auto cell = [&](double from, double at) {
            return static_cast<int>((at - from) / raster_.spacing);
        };
        const double reach = 8.0 * depots_.sigma;
        Patch patch;
        patch.i0 = std::clamp(cell(raster_.origin.x, centre.x - reach), 0, raster_.nx);
        patch.j0 = std::clamp(cell(raster_.origin.y, centre.y - reach), 0, raster_.ny);
        patch.nx =
            std::clamp(cell(raster_.origin.x, centre.x + reach) + 1, 0, raster_.nx) - patch.i0;
        patch.ny =
            std::clamp(cell(raster_.origin.y, centre.y + reach) + 1, 0, raster_.ny) - patch.j0;
        const Raster part{{raster_.origin.x + patch.i0 * raster_.spacing,
                           raster_.origin.y + patch.j0 * raster_.spacing},
                          raster_.spacing,
                          patch.nx,
                          patch.ny};
        patch.values = cell_averages({{centre}, depots_.amount, depots_.sigma}, part).values;
        return patch;
    }

private:
    GaussianDepots depots_;
    Raster raster_;
};

}  // namespace mesogrid::support
