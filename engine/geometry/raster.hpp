#pragma once

#include <cstddef>
#include <vector>

#include "engine/geometry/point.hpp"

namespace mesogrid {

/// A grid of square cells over the skin plane, x fastest.
struct Raster {
    Point origin;        ///< lower left corner of cell (0, 0), mm
    double spacing = 1;  ///< edge of a cell, mm
    int nx = 0;
    int ny = 0;

    std::size_t size() const { return static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny); }
    std::size_t index(int i, int j) const {
        return static_cast<std::size_t>(j) * static_cast<std::size_t>(nx) +
               static_cast<std::size_t>(i);
    }
    Point centre(int i, int j) const {
        return {origin.x + (i + 0.5) * spacing, origin.y + (j + 0.5) * spacing};
    }
    Box box() const { return {origin, {origin.x + nx * spacing, origin.y + ny * spacing}}; }
    double cell_area() const { return spacing * spacing; }
    friend bool operator==(const Raster&, const Raster&) = default;
};

/// One value per cell (cell averages), size raster.size().
struct Map {
    Raster raster;
    std::vector<double> values;
};

/// A rectangular part of a map: cells [i0, i0 + nx) x [j0, j0 + ny), x fastest.
struct Patch {
    int i0 = 0;
    int j0 = 0;
    int nx = 0;
    int ny = 0;
    std::vector<double> values;
};

}  // namespace mesogrid
