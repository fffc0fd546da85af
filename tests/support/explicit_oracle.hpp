#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

/// Diffusion and kinetics in a small box by many tiny explicit steps (classical Runge-Kutta), every
/// face visited by itself: shares no line of code and no idea in time with the grid solver.
namespace mesogrid::support {

struct ExplicitOracle {
    std::size_t nx = 0;
    std::size_t ny = 0;
    std::vector<double> height;
    double spacing = 1.0;
    std::function<double(std::size_t, std::size_t, std::size_t)> diffusivity;
    std::function<double(std::size_t, std::size_t, std::size_t)> capacity;
    /// Rate of change of a voxel by kinetics alone, amount per volume and s.
    std::function<double(std::size_t, std::size_t, std::size_t, double)> reaction;

    std::size_t index(std::size_t i, std::size_t j, std::size_t k) const {
        return (k * ny + j) * nx + i;
    }

    std::vector<double> rate(const std::vector<double>& a) const {
        std::vector<double> change(a.size(), 0.0);
        const auto exchange = [&](std::size_t i,
                                  std::size_t j,
                                  std::size_t k,
                                  std::size_t di,
                                  std::size_t dj,
                                  std::size_t dk) {
            const std::size_t x = i + di;
            const std::size_t y = j + dj;
            const std::size_t z = k + dk;
            if (x >= nx || y >= ny || z >= height.size()) return;
            const double here = dk ? height[k] : spacing;
            const double there = dk ? height[z] : spacing;
            const double g = capacity(i, j, k);
            const double g2 = capacity(x, y, z);
            // two half cells in a row, per area of the face
            const double flux = (a[index(i, j, k)] / g - a[index(x, y, z)] / g2) /
                                (0.5 * here / (g * diffusivity(i, j, k)) +
                                 0.5 * there / (g2 * diffusivity(x, y, z)));
            change[index(i, j, k)] -= flux / here;
            change[index(x, y, z)] += flux / there;
        };
        for (std::size_t k = 0; k < height.size(); ++k) {
            for (std::size_t j = 0; j < ny; ++j) {
                for (std::size_t i = 0; i < nx; ++i) {
                    exchange(i, j, k, 1, 0, 0);
                    exchange(i, j, k, 0, 1, 0);
                    exchange(i, j, k, 0, 0, 1);
                    change[index(i, j, k)] += reaction(i, j, k, a[index(i, j, k)]);
                }
            }
        }
        return change;
    }

    std::vector<double> run(std::vector<double> a, double time, int steps) const {
        const double dt = time / steps;
        const auto moved =
            [](const std::vector<double>& from, const std::vector<double>& by, double f) {
                std::vector<double> to = from;
                for (std::size_t v = 0; v < to.size(); ++v) to[v] += f * by[v];
                return to;
            };
        for (int s = 0; s < steps; ++s) {
            const auto k1 = rate(a);
            const auto k2 = rate(moved(a, k1, 0.5 * dt));
            const auto k3 = rate(moved(a, k2, 0.5 * dt));
            const auto k4 = rate(moved(a, k3, dt));
            for (std::size_t v = 0; v < a.size(); ++v) {
                a[v] += dt / 6.0 * (k1[v] + 2.0 * k2[v] + 2.0 * k3[v] + k4[v]);
            }
        }
        return a;
    }
};

}  // namespace mesogrid::support
