#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "engine/geometry/raster.hpp"

/// Sums of round Gaussian depots: the field whose coverage and evenness are known.
namespace mesogrid::support {

struct GaussianDepots {
    std::vector<Point> centres;
    double amount = 1.0;  ///< of each depot
    double sigma = 1.0;   ///< mm
};

/// Amount per mm2 at the centres of the cells.
inline Map point_values(const GaussianDepots& depots, const Raster& raster) {
    Map map{raster, std::vector<double>(raster.size(), 0.0)};
    const double variance = depots.sigma * depots.sigma;
    const double peak = depots.amount / (2.0 * std::numbers::pi * variance);
    for (const Point centre : depots.centres) {
        std::vector<double> along_x;
        for (int i = 0; i < raster.nx; ++i) {
            const double dx = raster.centre(i, 0).x - centre.x;
            along_x.push_back(peak * std::exp(-0.5 * dx * dx / variance));
        }
        for (int j = 0; j < raster.ny; ++j) {
            const double dy = raster.centre(0, j).y - centre.y;
            const double along_y = std::exp(-0.5 * dy * dy / variance);
            for (int i = 0; i < raster.nx; ++i) {
                map.values[raster.index(i, j)] += along_x[static_cast<std::size_t>(i)] * along_y;
            }
        }
    }
    return map;
}

/// Share of a 1-D Gaussian between `low` and `high`, in lengths from its centre.
inline double gaussian_share(double low, double high, double sigma) {
    const double scale = 1.0 / (sigma * std::numbers::sqrt2);
    return 0.5 * (std::erf(high * scale) - std::erf(low * scale));
}

/// Exact averages over the cells.
inline Map cell_averages(const GaussianDepots& depots, const Raster& raster) {
    Map map{raster, std::vector<double>(raster.size(), 0.0)};
    const double half = 0.5 * raster.spacing;
    for (const Point centre : depots.centres) {
        std::vector<double> along_x;
        for (int i = 0; i < raster.nx; ++i) {
            const double dx = raster.centre(i, 0).x - centre.x;
            along_x.push_back(depots.amount / raster.cell_area() *
                              gaussian_share(dx - half, dx + half, depots.sigma));
        }
        for (int j = 0; j < raster.ny; ++j) {
            const double dy = raster.centre(0, j).y - centre.y;
            const double along_y = gaussian_share(dy - half, dy + half, depots.sigma);
            for (int i = 0; i < raster.nx; ++i) {
                map.values[raster.index(i, j)] += along_x[static_cast<std::size_t>(i)] * along_y;
            }
        }
    }
    return map;
}

}  // namespace mesogrid::support
