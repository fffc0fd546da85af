#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mesogrid {

/// How fine a column of tissue is cut, mm: cells of `finest` down to `fine_depth`, then growing by
/// `growth` mm per mm of depth up to `coarsest`; every layer gets at least `fewest` cells, and each
/// of those cells is cut into `subdivisions` (for convergence studies: the same smooth map).
struct DepthResolution {
    double finest = 0.08;
    double fine_depth = 1.5;
    double growth = 0.25;
    double coarsest = 0.25;
    int fewest = 6;
    int subdivisions = 1;
};

/// Cells along z whose faces lie on the faces of the layers; the first face is the skin surface.
struct LayeredGrid {
    std::vector<double> faces;       ///< mm, ascending from 0; one more than cells
    std::vector<std::size_t> layer;  ///< layer of each cell

    std::size_t size() const { return layer.size(); }
    double height(std::size_t j) const { return faces[j + 1] - faces[j]; }
    double centre(std::size_t j) const { return 0.5 * (faces[j] + faces[j + 1]); }
    double depth() const { return faces.back(); }
    friend bool operator==(const LayeredGrid&, const LayeredGrid&) = default;
};

/// Cuts layers of these thicknesses (mm, positive). Within a layer the cell sizes follow
/// `resolution` smoothly, so finite volumes keep their second order.
LayeredGrid layered_grid(std::span<const double> thicknesses, const DepthResolution& resolution);

/// Length (mm) of [top, bottom] that lies in each cell.
std::vector<double> overlaps(const LayeredGrid& grid, double top, double bottom);

}  // namespace mesogrid
