#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/geometry/raster.hpp"

/// The dose within a cell of a map: a product of two parabolas. Private to the run floor.
namespace mesogrid::sub_cells {

/// What a parabola through three neighbouring averages gives one of the sub-cells of the middle
/// cell, as factors of the differences of the lower and upper neighbour to the middle.
struct Parabola {
    double lower_mean;
    double upper_mean;
    double lower_rise;
    double upper_rise;
};

/// One per sub-cell of an axis.
std::vector<Parabola> parabolas(int refinement);

/// The averages of a cell and its eight neighbours, as differences to the cell's own.
struct Surroundings {
    double average = 0.0;
    std::array<std::array<double, 3>, 3> difference{};  ///< [y][x]
};

/// Where a neighbour beyond the raster gets its average from: the parabola through the three
/// outermost cells goes on, as far as there are that many.
struct Source {
    std::array<int, 3> index{};
    std::array<double, 3> weight{};
    std::size_t count = 1;
};
Source source(int index, int cells);

/// `value(i, j)` gives the average of a cell of the raster.
template <class Value>
Surroundings surroundings(const Raster& raster, int i, int j, Value&& value) {
    Surroundings around;
    around.average = std::max(value(i, j), 0.0);
    if (i > 0 && j > 0 && i + 1 < raster.nx && j + 1 < raster.ny) {
        for (int y = 0; y < 3; ++y) {
            for (int x = 0; x < 3; ++x) {
                around.difference[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                    value(i + x - 1, j + y - 1) - around.average;
            }
        }
        return around;
    }
    for (std::size_t y = 0; y < 3; ++y) {
        const Source row = source(j + static_cast<int>(y) - 1, raster.ny);
        for (std::size_t x = 0; x < 3; ++x) {
            const Source column = source(i + static_cast<int>(x) - 1, raster.nx);
            for (std::size_t r = 0; r < row.count; ++r) {
                for (std::size_t c = 0; c < column.count; ++c) {
                    around.difference[y][x] +=
                        row.weight[r] * column.weight[c] *
                        (value(column.index[c], row.index[r]) - around.average);
                }
            }
        }
    }
    return around;
}

struct SubCell {
    double excess = 0.0;  ///< mean less the cell's average
    double rise_x = 0.0;
    double rise_y = 0.0;

    double lowest(double average) const {
        return average + excess - 0.5 * (std::abs(rise_x) + std::abs(rise_y));
    }
};

/// The sub-cell of the product parabola; sums of differences, so that a constant stays constant.
SubCell sub_cell(const Surroundings& around, const Parabola& along_x, const Parabola& along_y);

/// How far (0 to 1) the parabolas of a cell may leave its average without getting below 0.
double flattening(const Surroundings& around, const std::vector<Parabola>& table);

}  // namespace mesogrid::sub_cells
