#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/transport/grid/layered_stepper.hpp"

/// Media and fields for tests of the grid solver.
namespace mesogrid::support {

/// Planes of one kind: n cells of h.
inline CellColumn equal_column(
    std::size_t n, double h, double diffusivity, double clearance, double capacity = 1.0) {
    return {.height = std::vector<double>(n, h),
            .diffusivity = std::vector<double>(n, diffusivity),
            .clearance = std::vector<double>(n, clearance),
            .capacity = std::vector<double>(n, capacity)};
}

/// Planes of three layers on a graded grid.
inline CellColumn graded_column() {
    CellColumn column;
    const double heights[] = {0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.25, 0.3, 0.3};
    for (std::size_t k = 0; k < 11; ++k) {
        const std::size_t layer = k < 2 ? 0 : k < 7 ? 1 : 2;
        column.height.push_back(heights[k]);
        column.diffusivity.push_back(std::vector<double>{3e-4, 1e-3, 1.5e-3}[layer]);
        column.clearance.push_back(std::vector<double>{0.0, 2e-3, 5e-4}[layer]);
        column.capacity.push_back(std::vector<double>{0.4, 0.4, 0.15}[layer]);
    }
    return column;
}

/// A seeded field of values between 0 and 1, smooth enough (`smooth`) or with empty cells.
template <class T>
void fill(grid::VoxelField<T>& field, std::uint64_t seed, bool sharp) {
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) {
                const auto index =
                    static_cast<std::uint32_t>((k * field.ny() + j) * field.nx() + i);
                const double u = uniform_random({.seed = seed, .puncture = index});
                field.at(i, j, k) = static_cast<T>(sharp ? (u > 0.9 ? u : 0.0) : 0.5 + 0.5 * u);
            }
        }
    }
}

template <class T>
std::vector<double> values_of(const grid::VoxelField<T>& field) {
    std::vector<double> values;
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) {
                values.push_back(static_cast<double>(field.at(i, j, k)));
            }
        }
    }
    return values;
}

/// value(i, j, k) into every cell.
template <class Value>
void set(grid::LayeredStepper<double>& stepper, Value value) {
    auto& field = stepper.field();
    for (std::size_t k = 0; k < field.nz(); ++k) {
        for (std::size_t j = 0; j < field.ny(); ++j) {
            for (std::size_t i = 0; i < field.nx(); ++i) field.at(i, j, k) = value(i, j, k);
        }
    }
}

}  // namespace mesogrid::support
