#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/outline.hpp"
#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// Share of each cell's area that lies in the outline, exact to rounding (signed area of the
/// clipped edges, accumulated row by row); size raster.size(). Cells the border does not touch get
/// exactly 0 or 1.
std::vector<double> cell_fractions(const Outline& outline, const Raster& raster);

/// Where a measure is taken.
enum class Region { whole, interior, edge_band };

/// A target area cut into sub-cells for measuring, so that measures belong to the field and not to
/// the grid: the cells of a map are refined `refinement` times and every sub-cell carries the exact
/// area of the target, and of its interior, that lies in it.
class TargetSampling {
public:
    /// `interior_margin`: points farther from the border (holes included) are interior. What of the
    /// outline lies outside the raster is not sampled.
    TargetSampling(const Outline& outline,
                   Length interior_margin,
                   const Raster& raster,
                   int refinement = 4);

    struct Sample {
        std::uint32_t cell_x = 0;  ///< sub-cell column
        std::uint32_t cell_y = 0;
        double area = 0.0;           ///< mm2 of the target in this sub-cell; positive
        double interior_area = 0.0;  ///< mm2 of the interior in this sub-cell; at most `area`

        double area_in(Region region) const {
            if (region == Region::whole) return area;
            return region == Region::interior ? interior_area : area - interior_area;
        }
    };

    const Raster& raster() const { return raster_; }    ///< the maps' raster
    const Raster& sub_raster() const { return fine_; }  ///< the refined raster
    int refinement() const { return refinement_; }
    /// Sub-cells that touch the target, row by row.
    const std::vector<Sample>& samples() const { return samples_; }
    /// Square millimetres of a region (sums of the samples).
    double area(Region region) const { return areas_[static_cast<std::size_t>(region)]; }

    /// Value at each sample by bilinear interpolation between the map's cell centres (constant
    /// beyond the outermost centres); size samples().size(). Second order in the cell size; a
    /// constant map comes back bit for bit. The map must lie on raster().
    std::vector<double> interpolate(const Map& map) const;

private:
    Raster raster_;
    Raster fine_;
    int refinement_;
    std::vector<Sample> samples_;
    std::array<double, 3> areas_{};  ///< indexed by Region
};

}  // namespace mesogrid
