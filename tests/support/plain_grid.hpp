#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/transport/grid/layered_medium.hpp"

/// The scheme of the grid solver written down plainly, line by line in double precision: the oracle
/// of its kernels. No vectors, no fusing, no padding; steps along z are never joined.
namespace mesogrid::support {

struct PlainLine {
    std::vector<double> height;
    std::vector<double> capacity;
    std::vector<double> conductance;
};

/// (1 + dt/2 L)^-1 u by elimination.
inline std::vector<double> plain_solve(const PlainLine& line,
                                       const std::vector<double>& u,
                                       double dt) {
    const std::size_t n = u.size();
    std::vector<double> lower(n, 0.0);
    std::vector<double> middle(n, 1.0);
    std::vector<double> upper(n, 0.0);
    for (std::size_t f = 0; f + 1 < n; ++f) {
        const double g = 0.5 * dt * line.conductance[f];
        middle[f] += g / (line.height[f] * line.capacity[f]);
        middle[f + 1] += g / (line.height[f + 1] * line.capacity[f + 1]);
        upper[f] = -g / (line.height[f] * line.capacity[f + 1]);
        lower[f + 1] = -g / (line.height[f + 1] * line.capacity[f]);
    }
    std::vector<double> v = u;
    for (std::size_t i = 1; i < n; ++i) {
        const double factor = lower[i] / middle[i - 1];
        middle[i] -= factor * upper[i - 1];
        v[i] -= factor * v[i - 1];
    }
    v[n - 1] /= middle[n - 1];
    for (std::size_t i = n - 1; i-- > 0;) v[i] = (v[i] - upper[i] * v[i + 1]) / middle[i];
    return v;
}

/// One line over dt: Crank-Nicolson, or two backward-Euler halves where `damped` or where that
/// would go below zero. Counts the latter.
inline void plain_line_step(
    const PlainLine& line, std::vector<double>& u, double dt, bool damped, std::size_t& fallen) {
    const std::vector<double> half = plain_solve(line, u, dt);
    std::vector<double> result(u.size());
    bool below = false;
    for (std::size_t i = 0; i < u.size(); ++i) {
        result[i] = 2.0 * half[i] - u[i];
        below = below || result[i] < 0.0;
    }
    if (below && !damped) ++fallen;
    u = damped || below ? plain_solve(line, half, dt) : result;
}

/// Values x fastest, without padding.
class PlainStepper {
public:
    explicit PlainStepper(grid::LayeredMedium medium)
        : medium_(std::move(medium)),
          values_(medium_.nx * medium_.ny * medium_.column.size(), 0.0) {}

    std::vector<double>& values() { return values_; }
    double& at(std::size_t i, std::size_t j, std::size_t k) {
        return values_[(k * medium_.ny + j) * medium_.nx + i];
    }
    std::size_t fallen() const { return fallen_; }
    double cleared() const { return cleared_; }

    void step(double dt, bool damped) {
        along_z(0.5 * dt, damped);
        for (std::size_t k = 0; k < medium_.column.size(); ++k) plane(k, dt, damped);
        along_z(0.5 * dt, damped);
    }

    /// The sweeps of one pass over planes and one over columns, each over dt.
    void planes_then_columns(double dt, bool damped) {
        for (std::size_t k = 0; k < medium_.column.size(); ++k) plane(k, dt, damped);
        along_z(dt, damped);
    }

private:
    void plane(std::size_t k, double dt, bool damped) {
        const double diffusivity = medium_.column.diffusivity[k];
        const auto line = [&](std::size_t n) {
            return PlainLine{std::vector<double>(n, medium_.spacing),
                             std::vector<double>(n, 1.0),
                             std::vector<double>(n - 1, diffusivity / medium_.spacing)};
        };
        for (std::size_t j = 0; j < medium_.ny; ++j) {
            std::vector<double> u;
            for (std::size_t i = 0; i < medium_.nx; ++i) u.push_back(at(i, j, k));
            plain_line_step(line(medium_.nx), u, dt, damped, fallen_);
            for (std::size_t i = 0; i < medium_.nx; ++i) at(i, j, k) = u[i];
        }
        for (std::size_t i = 0; i < medium_.nx; ++i) {
            std::vector<double> u;
            for (std::size_t j = 0; j < medium_.ny; ++j) u.push_back(at(i, j, k));
            plain_line_step(line(medium_.ny), u, dt, damped, fallen_);
            for (std::size_t j = 0; j < medium_.ny; ++j) {
                const double kept = u[j] * std::exp(-medium_.column.clearance[k] * dt);
                cleared_ +=
                    (u[j] - kept) * medium_.spacing * medium_.spacing * medium_.column.height[k];
                at(i, j, k) = kept;
            }
        }
    }

    void along_z(double dt, bool damped) {
        const CellColumn& column = medium_.column;
        PlainLine line{column.height, column.capacity, {}};
        for (std::size_t k = 0; k + 1 < column.size(); ++k) {
            // harmonic: resistances of the two half cells add up
            const double above =
                0.5 * column.height[k] / (column.capacity[k] * column.diffusivity[k]);
            const double below =
                0.5 * column.height[k + 1] / (column.capacity[k + 1] * column.diffusivity[k + 1]);
            line.conductance.push_back(1.0 / (above + below));
        }
        for (std::size_t j = 0; j < medium_.ny; ++j) {
            for (std::size_t i = 0; i < medium_.nx; ++i) {
                std::vector<double> u;
                for (std::size_t k = 0; k < column.size(); ++k) u.push_back(at(i, j, k));
                plain_line_step(line, u, dt, damped, fallen_);
                for (std::size_t k = 0; k < column.size(); ++k) at(i, j, k) = u[k];
            }
        }
    }

    grid::LayeredMedium medium_;
    std::vector<double> values_;
    std::size_t fallen_ = 0;
    double cleared_ = 0.0;
};

}  // namespace mesogrid::support
