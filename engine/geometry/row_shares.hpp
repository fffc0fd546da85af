#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/geometry/outline.hpp"
#include "engine/geometry/raster.hpp"

/// Exact shares of cells, one raster row at a time. Private to the geometry floor.
namespace mesogrid::geometry {

/// The border of an outline cut at the lines of a raster. Memory and time grow with the number of
/// cells the border crosses, not with the raster.
class RowShares {
public:
    RowShares(const Outline& outline, const Raster& raster);

    /// Share of each cell of row j that lies in the outline; `shares` has raster.nx values. Cells
    /// the border does not touch get exactly 0 or 1, touched ones the area to rounding.
    void fill(int j, std::span<double> shares) const;

private:
    /// What a piece of border within one cell adds: `cover` to every cell to its right in the row,
    /// `area` to its own cell. Column -1 stands for everything left of the raster.
    struct Piece {
        int row;
        int column;
        double cover;
        double area;
    };

    void cut_edge(Point from, Point to);
    void cut_row_piece(int row, Point low, Point high, double direction);
    void append_piece(int row, Point a, Point b, double direction);

    int nx_;
    int ny_;
    std::vector<Piece> pieces_;           ///< sorted by row, then column
    std::vector<std::size_t> row_begin_;  ///< first piece of each row, and the end; ny + 1 values
};

}  // namespace mesogrid::geometry
