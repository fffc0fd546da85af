#pragma once

#include <cstddef>
#include <vector>

#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// A map as a surface of triangles over the centres of its cells, for finding what lies nearest to
/// a point of place and dose. Private to the domain floor.
class DoseSurface {
public:
    /// At least 2 x 2 cells; the map must outlive the surface.
    explicit DoseSurface(const Map& map);

    /// Least squared distance from the centre of cell (i, j) and `dose` to the surface, where a
    /// cell's width counts `cell` and a unit of dose `unit`. Squares and blocks of 8 x 8 squares
    /// whose box is no nearer than what was found are passed over.
    double nearest_squared(int i, int j, double dose, double cell, double unit) const;

private:
    static constexpr int kBlock = 8;

    struct Query;

    double node(int i, int j) const {
        return map_.values[static_cast<std::size_t>(j) * columns_ + static_cast<std::size_t>(i)];
    }
    void improve_by_square(Query& query, int i, int j) const;
    void improve_by_row(Query& query, int j, int first, int count, const float* across) const;
    /// Squares [i0, i1] x [j0, j1], as far as there are any.
    void improve_by_part(Query& query, int i0, int i1, int j0, int j1) const;
    void improve_by_block(Query& query, int block_i, int block_j) const;
    void improve_by_blocks(Query& query) const;
    std::size_t block_index(int block_i, int block_j) const {
        return static_cast<std::size_t>(block_j) * static_cast<std::size_t>(blocks_x_) +
               static_cast<std::size_t>(block_i);
    }
    void start_along_the_slope(Query& query) const;

    const Map& map_;
    std::size_t columns_;  ///< of nodes
    int squares_x_;
    int squares_y_;
    std::size_t stride_;  ///< of the rows of squares
    int blocks_x_;
    int blocks_y_;
    /// Lowest and highest dose of each square.
    std::vector<float> low_;
    std::vector<float> high_;
    std::vector<float> block_low_;
    std::vector<float> block_high_;
};

}  // namespace mesogrid
