#include "engine/run/sub_cell_dose.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "engine/base/contracts.hpp"
#include "engine/base/parallel.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kSamplesPerBlock = 16384;

/// What a parabola through three neighbouring averages gives one of the sub-cells of the middle
/// cell, as factors of the differences of the lower and upper neighbour to the middle.
struct Parabola {
    double lower_mean;
    double upper_mean;
    double lower_rise;
    double upper_rise;
};

/// With t from -1/2 to 1/2 across the cell and averages a-, a, a+ the parabola is
/// q(t) = a + (a+ - a-)/2 t + (a+ - 2a + a-)/2 (t^2 - 1/12); over a sub-cell of width 1/n about t
/// the mean of t^2 is t^2 + 1/(12 n^2), and the rise is q'(t)/n.
std::vector<Parabola> parabolas(int refinement) {
    std::vector<Parabola> table;
    for (int k = 0; k < refinement; ++k) {
        const double width = 1.0 / refinement;
        const double t = (k + 0.5) * width - 0.5;
        const double square = t * t + (width * width - 1.0) / 12.0;
        table.push_back(
            {0.5 * (square - t), 0.5 * (square + t), (t - 0.5) * width, (t + 0.5) * width});
    }
    return table;
}

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

Source source(int index, int cells) {
    if (index >= 0 && index < cells) return {{index}, {1.0}, 1};
    const int border = index < 0 ? 0 : cells - 1;
    const int inward = index < 0 ? 1 : -1;
    if (cells == 1) return {{border}, {1.0}, 1};
    if (cells == 2) return {{border, border + inward}, {2.0, -1.0}, 2};
    return {{border, border + inward, border + 2 * inward}, {3.0, -3.0, 1.0}, 3};
}

Surroundings surroundings(const Map& map, int i, int j) {
    const Raster& raster = map.raster;
    Surroundings around;
    around.average = std::max(map.values[raster.index(i, j)], 0.0);
    for (std::size_t y = 0; y < 3; ++y) {
        const Source row = source(j + static_cast<int>(y) - 1, raster.ny);
        for (std::size_t x = 0; x < 3; ++x) {
            const Source column = source(i + static_cast<int>(x) - 1, raster.nx);
            for (std::size_t r = 0; r < row.count; ++r) {
                for (std::size_t c = 0; c < column.count; ++c) {
                    const double value = map.values[raster.index(column.index[c], row.index[r])];
                    around.difference[y][x] +=
                        row.weight[r] * column.weight[c] * (value - around.average);
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
SubCell sub_cell(const Surroundings& around, const Parabola& along_x, const Parabola& along_y) {
    std::array<double, 3> mean{};
    std::array<double, 3> rise{};
    for (std::size_t row = 0; row < 3; ++row) {
        const auto& d = around.difference[row];
        mean[row] = d[1] + along_x.lower_mean * (d[0] - d[1]) + along_x.upper_mean * (d[2] - d[1]);
        rise[row] = along_x.lower_rise * (d[0] - d[1]) + along_x.upper_rise * (d[2] - d[1]);
    }
    const auto across = [](const std::array<double, 3>& v, double lower, double upper) {
        return lower * (v[0] - v[1]) + upper * (v[2] - v[1]);
    };
    return {mean[1] + across(mean, along_y.lower_mean, along_y.upper_mean),
            rise[1] + across(rise, along_y.lower_mean, along_y.upper_mean),
            across(mean, along_y.lower_rise, along_y.upper_rise)};
}

/// How far (0 to 1) the parabolas of a cell may leave its average without getting below 0.
double flattening(const Surroundings& around, const std::vector<Parabola>& table) {
    if (around.average <= 0.0) return 0.0;
    double lowest = around.average;
    for (const Parabola& along_y : table) {
        for (const Parabola& along_x : table) {
            lowest = std::min(lowest, sub_cell(around, along_x, along_y).lowest(around.average));
        }
    }
    return lowest >= 0.0 ? 1.0 : around.average / (around.average - lowest);
}

/// A quick proof that no flattening is needed: no sub-cell of three parabolas lies lower than the
/// average less the sum of all differences.
bool stays_positive(const Surroundings& around) {
    double most = 0.0;
    for (const auto& row : around.difference) {
        for (const double difference : row) most += std::abs(difference);
    }
    return around.average >= most;
}

/// Calls store(sample, average, flattening, sub-cell) for every sample whose cell `wanted` takes.
template <class Wanted, class Store>
void for_each_sub_cell(const TargetSampling& sampling, const Map& map, Wanted wanted, Store store) {
    MESOGRID_EXPECTS(map.raster == sampling.raster() && map.values.size() == map.raster.size());
    const std::vector<TargetSampling::Sample>& samples = sampling.samples();
    const auto refinement = static_cast<std::uint32_t>(sampling.refinement());
    const std::vector<Parabola> table = parabolas(sampling.refinement());
    parallel_for_blocks(samples.size(), kSamplesPerBlock, [&](std::size_t first, std::size_t last) {
        std::size_t current = map.raster.size();
        bool taken = false;
        Surroundings around;
        double kept = 1.0;
        for (std::size_t k = first; k < last; ++k) {
            const auto i = static_cast<int>(samples[k].cell_x / refinement);
            const auto j = static_cast<int>(samples[k].cell_y / refinement);
            const std::size_t cell = map.raster.index(i, j);
            if (cell != current) {
                current = cell;
                taken = wanted(cell);
                if (taken) {
                    around = surroundings(map, i, j);
                    kept = stays_positive(around) ? 1.0 : flattening(around, table);
                }
            }
            if (!taken) continue;
            store(k,
                  around.average,
                  kept,
                  sub_cell(around,
                           table[samples[k].cell_x % refinement],
                           table[samples[k].cell_y % refinement]));
        }
    });
}

}  // namespace

SubCellDose sub_cell_dose(const TargetSampling& sampling, const Map& map) {
    const std::size_t samples = sampling.samples().size();
    SubCellDose dose{
        std::vector<double>(samples), std::vector<double>(samples), std::vector<double>(samples)};
    for_each_sub_cell(
        sampling,
        map,
        [](std::size_t) { return true; },
        [&](std::size_t k, double average, double kept, const SubCell& cell) {
            dose.mean[k] = average + kept * cell.excess;
            dose.rise_x[k] = kept * std::abs(cell.rise_x);
            dose.rise_y[k] = kept * std::abs(cell.rise_y);
        });
    return dose;
}

std::vector<double> sub_cell_means(const TargetSampling& sampling,
                                   const Map& map,
                                   const std::vector<char>& wanted) {
    MESOGRID_EXPECTS(wanted.size() == map.raster.size());
    std::vector<double> means(sampling.samples().size(), 0.0);
    for_each_sub_cell(
        sampling,
        map,
        [&](std::size_t cell) { return wanted[cell] != 0; },
        [&](std::size_t k, double average, double kept, const SubCell& cell) {
            means[k] = average + kept * cell.excess;
        });
    return means;
}

}  // namespace mesogrid
