#include "engine/run/cell_parabolas.hpp"

namespace mesogrid::sub_cells {
namespace {

/// A quick proof that no flattening is needed: no sub-cell of three parabolas lies lower than the
/// average less the sum of all differences.
bool stays_positive(const Surroundings& around) {
    double most = 0.0;
    for (const auto& row : around.difference) {
        for (const double difference : row) most += std::abs(difference);
    }
    return around.average >= most;
}

}  // namespace

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

Source source(int index, int cells) {
    if (index >= 0 && index < cells) return {{index}, {1.0}, 1};
    const int border = index < 0 ? 0 : cells - 1;
    const int inward = index < 0 ? 1 : -1;
    if (cells == 1) return {{border}, {1.0}, 1};
    if (cells == 2) return {{border, border + inward}, {2.0, -1.0}, 2};
    return {{border, border + inward, border + 2 * inward}, {3.0, -3.0, 1.0}, 3};
}

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

double flattening(const Surroundings& around, const std::vector<Parabola>& table) {
    if (stays_positive(around)) return 1.0;
    if (around.average <= 0.0) return 0.0;
    double lowest = around.average;
    for (const Parabola& along_y : table) {
        for (const Parabola& along_x : table) {
            lowest = std::min(lowest, sub_cell(around, along_x, along_y).lowest(around.average));
        }
    }
    return lowest >= 0.0 ? 1.0 : around.average / (around.average - lowest);
}

}  // namespace mesogrid::sub_cells
