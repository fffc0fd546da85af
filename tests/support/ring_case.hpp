#pragma once

#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include "engine/numerics/ring_flow.hpp"

/// Uniform media on rings, for checks of the flow against exact solutions. mm, s, kPa.
namespace mesogrid::support {

inline std::vector<double> even_faces(double from, double to, std::size_t cells) {
    std::vector<double> faces;
    for (std::size_t i = 0; i <= cells; ++i) {
        faces.push_back(from + (to - from) * static_cast<double>(i) / static_cast<double>(cells));
    }
    return faces;
}

inline RingFaces uniform_conductances(const RingGrid& grid, double mobility) {
    return conductances(
        grid,
        {std::vector<double>(grid.size(), mobility), std::vector<double>(grid.size(), mobility)});
}

inline std::vector<double> volumes(const RingGrid& grid) {
    std::vector<double> values;
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) values.push_back(grid.volume(i, j));
    }
    return values;
}

/// f(r, z) at the cell centres.
inline std::vector<double> at_centres(const RingGrid& grid,
                                      const std::function<double(double, double)>& f) {
    std::vector<double> values;
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            values.push_back(f(grid.mid_radius(i), grid.mid_depth(j)));
        }
    }
    return values;
}

/// sqrt(sum V (a - b)^2 / sum V b^2) over the cells that `counts`.
inline double relative_error(const RingGrid& grid,
                             std::span<const double> a,
                             std::span<const double> b,
                             const std::function<bool(double, double)>& counts) {
    double wrong = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            if (!counts(grid.mid_radius(i), grid.mid_depth(j))) continue;
            const std::size_t c = grid.index(i, j);
            wrong += grid.volume(i, j) * (a[c] - b[c]) * (a[c] - b[c]);
            all += grid.volume(i, j) * b[c] * b[c];
        }
    }
    return std::sqrt(wrong / all);
}

/// Backward Euler for V dp/(M dt) + sum T (p - p_n) + slope p = source, `steps` of `dt`.
inline std::vector<double> march(const RingGrid& grid,
                                 const RingFaces& conductance,
                                 double modulus,
                                 std::vector<double> pressure,
                                 std::span<const double> source,
                                 std::span<const double> slope,
                                 double dt,
                                 std::size_t steps) {
    RingPressure solver(grid);
    const std::vector<double> volume = volumes(grid);
    std::vector<double> diagonal(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        diagonal[c] = volume[c] / (modulus * dt) + slope[c];
    }
    solver.set(conductance, diagonal);
    std::vector<double> right(grid.size());
    for (std::size_t s = 0; s < steps; ++s) {
        for (std::size_t c = 0; c < grid.size(); ++c) {
            right[c] = volume[c] * pressure[c] / (modulus * dt) + source[c];
        }
        pressure = solver.solve(right);
    }
    return pressure;
}

}  // namespace mesogrid::support
