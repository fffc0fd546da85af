#pragma once

#include <span>
#include <vector>

#include "engine/geometry/point.hpp"
#include "engine/numerics/box_grid.hpp"

#include "models/depots/opening_law.hpp"

/// What a group of depots hands over to transport: columns.
namespace mesogrid::models {

/// Fluid of one column of a depot within one band of depth.
struct ColumnPart {
    Point axis;
    std::size_t band = 0;
    double volume = 0.0;  ///< uL
};

/// The injectate of one puncture as columns.
struct Columns {
    double spacing = 0.0;  ///< of their raster, mm
    std::vector<ColumnPart> parts;
};

/// Faces of bands of depth that fill each layer, at most 0.2 mm or a twelfth of the layer high.
std::vector<double> column_bands(std::span<const FlowLayer> layers);

/// Columns whose spacing is a quarter of the standard deviation of `volumes` (uL in each cell of
/// the box) or somewhat less, from one series of lengths so that depots share their shapes. The sum
/// is that of `volumes`, in each band and so in each layer; centre and standard deviations along x
/// and y are theirs too: for what the columns' own width adds, they are drawn together by about
/// 1 %. What columns hold that together have less than 1e-4 is given to the others of their band.
Columns columns_of(const BoxGrid& grid,
                   std::span<const double> bands,
                   std::span<const double> volumes);

}  // namespace mesogrid::models
