#pragma once

#include <span>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/geometry/raster.hpp"

/// Depots drawn on a raster without modes. Private to the spectral solver.
namespace mesogrid::spectral {

/// A span of depth (mm) whose content counts with a weight.
struct WeightedSlab {
    double top = 0.0;
    double bottom = 0.0;
    double weight = 1.0;
};

/// Cell averages (1/mm2 times weight times amount) of what the slabs hold of one depot about
/// `axis`; only cells the depot reaches; never negative. Exact to rounding where the shape knows
/// the content of a rectangle. For other shapes the amount of a cell is the sum of fluxes through
/// its edges, each edge integrated once for both its cells, so over any block of cells amounts add
/// up to rounding whatever the quadrature error; that is below 1e-12 of the depot per cell for
/// smooth shapes and below 1e-6 at sharp edges.
Patch draw_depot(const DepotShape& shape,
                 std::span<const WeightedSlab> slabs,
                 double amount,
                 Point axis,
                 const Raster& raster);

/// `axis` and its images between the mirrors of a box that come within `reach` of the box.
std::vector<Point> mirror_images(Point axis, const Box& box, double reach);

/// The smallest patch that holds both, with their sum; a patch without cells adds nothing.
Patch sum(const Patch& a, const Patch& b);

}  // namespace mesogrid::spectral
