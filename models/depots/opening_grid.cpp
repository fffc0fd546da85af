#include "models/depots/opening_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"
#include "engine/numerics/box_grid.hpp"

#include "models/depots/unit_ball.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

constexpr std::size_t kFewestRows = 6;
/// Fine cells reach this far beyond where edges are expected.
constexpr double kZone = 1.25;
/// With so many cells over that radius, two lie over the radius of the outlet, and cells grow by
/// this per mm away from it, and beyond the depot; in proportion with others.
constexpr double kUsual = 28.0;
constexpr double kOutletCells = 2.0;
constexpr double kNearGrowth = 0.1;
constexpr double kFarGrowth = 0.3;

/// Radii of a solute's front in fat, (3 V sqrt R/(4 pi phi0))^(1/3) to the side (models.md 3.7) and
/// 1/sqrt R of it in depth, were nothing to open.
double solute_radius(const FlowLayer& layer, double volume) {
    return std::cbrt(3.0 * volume * std::sqrt(layer.flow.anisotropy) / (4.0 * pi * layer.porosity));
}

/// Share of the outlet's ball in each cell.
std::vector<double> ball_shares(const RingGrid& grid, double a, double depth) {
    std::vector<double> shares(grid.size(), 0.0);
    const auto height = [&](double z) { return std::clamp((z - depth) / a, -1.0, 1.0); };
    for (std::size_t i = 0; i < grid.columns() && grid.radii()[i] < a; ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const double top = height(grid.depths()[j]);
            const double bottom = height(grid.depths()[j + 1]);
            if (bottom <= top) continue;
            shares[grid.index(i, j)] =
                unit_ball::enclosed(std::min(1.0, grid.radii()[i + 1] / a), top, bottom) -
                unit_ball::enclosed(grid.radii()[i] / a, top, bottom);
        }
    }
    return shares;
}

}  // namespace

double plane_modulus(const OpeningLaw& law, const LayerFlow& flow) {
    const double nu = law.poisson_ratio;
    return flow.modulus * (1.0 - 2.0 * nu) / ((1.0 - nu) * (1.0 - nu));
}

double opening_radius(const OpeningLaw& law, const LayerFlow& flow, double volume) {
    return std::cbrt(volume * plane_modulus(law, flow) / (16.0 / 3.0 * flow.opening_pressure));
}

double share_above_skin(const OpeningLaw& law, double depth) {
    const double skin = -depth / law.outlet_radius;
    return skin > -1.0 ? unit_ball::enclosed(1.0, -1.0, std::min(skin, 1.0)) : 0.0;
}

const FlowLayer& fed_layer(std::span<const FlowLayer> layers, double depth) {
    const FlowLayer* nearest = nullptr;
    double least = 0.0;
    for (const FlowLayer& layer : layers) {
        if (!layer.passes()) continue;
        const double away = std::max({0.0, layer.top - depth, depth - layer.bottom});
        if (!nearest || away < least) {
            nearest = &layer;
            least = away;
        }
    }
    MESOGRID_EXPECTS(nearest);
    return *nearest;
}

double CellSizes::at(double away) const {
    const double near =
        std::min(front, outlet + kNearGrowth * coarser * std::max(0.0, away - flat));
    return near + kFarGrowth * coarser * std::max(0.0, away - zone);
}

std::vector<double> row_faces(std::span<const FlowLayer> layers,
                              const std::function<double(double)>& size,
                              std::vector<std::size_t>& layer_of_row) {
    std::vector<double> faces = {layers.front().top};
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const FlowLayer& layer = layers[l];
        const std::size_t fewest = layer.passes() ? kFewestRows : 1;
        const auto size_there = [&](double z) {
            return layer.passes() ? size(z) : 2.0 * layer.thickness();
        };
        const std::vector<double> part = graded_faces(layer.top, layer.bottom, fewest, size_there);
        faces.insert(faces.end(), part.begin() + 1, part.end());
        layer_of_row.resize(faces.size() - 1, l);
    }
    return faces;
}

template <class Grid>
double settle_source(std::span<const FlowLayer> layers,
                     const FlowGridOn<Grid>& flow,
                     double depth,
                     std::size_t axis,
                     std::vector<double>& source) {
    const std::size_t rows = flow.grid.rows();
    const auto passes = [&](std::size_t row) { return layers[flow.layer_of_row[row]].passes(); };
    double within = 0.0;
    double taken = 0.0;
    for (std::size_t c = 0; c < source.size(); ++c) {
        within += source[c];
        if (!passes(c % rows)) source[c] = 0.0;
        taken += source[c];
    }
    if (taken > 1e-3) {
        for (double& share : source) share /= taken;
        return (within - taken) / within;
    }
    std::fill(source.begin(), source.end(), 0.0);
    const FlowLayer& layer = fed_layer(layers, depth);
    const double nearest = std::clamp(depth, layer.top, layer.bottom);
    const auto away = [&](std::size_t row) {
        return passes(row) ? std::abs(flow.grid.mid_depth(row) - nearest) : 1e300;
    };
    std::size_t best = 0;
    for (std::size_t j = 1; j < rows; ++j) {
        if (away(j) < away(best)) best = j;
    }
    source[flow.grid.index(axis, best)] = 1.0;
    return 1.0;
}

template double settle_source(std::span<const FlowLayer>,
                              const FlowGridOn<RingGrid>&,
                              double,
                              std::size_t,
                              std::vector<double>&);
template double settle_source(std::span<const FlowLayer>,
                              const FlowGridOn<BoxGrid>&,
                              double,
                              std::size_t,
                              std::vector<double>&);

FlowSizes flow_sizes(std::span<const FlowLayer> layers,
                     const OpeningLaw& law,
                     const Injection& injection,
                     const FlowResolution& resolution) {
    const FlowLayer& layer = fed_layer(layers, injection.depth);
    const double opened = opening_radius(law, layer.flow, injection.volume);
    const double carried = solute_radius(layer, injection.volume);
    // in thin layers what is displaced spreads as a disc
    const double filled = std::sqrt(injection.volume / (pi * layer.porosity * layer.thickness()));
    const double zone =
        kZone * std::max(opened, std::max(carried, std::min(filled, 1.5 * carried)));
    const double deep =
        kZone * std::max(opened, carried / std::sqrt(std::sqrt(layer.flow.anisotropy)));
    FlowSizes sizes;
    sizes.lateral = {.flat = 2.0 * law.outlet_radius,
                     .front = zone / resolution.front,
                     .zone = zone,
                     .coarser = kUsual / resolution.front};
    sizes.lateral.outlet =
        std::min(law.outlet_radius * std::min(1.0, sizes.lateral.coarser / kOutletCells),
                 sizes.lateral.front);
    sizes.vertical = sizes.lateral;
    sizes.vertical.zone = std::min(deep, zone);
    sizes.vertical.front =
        std::min(sizes.lateral.front, layer.thickness() / (0.4 * resolution.front));
    return sizes;
}

FlowGrid make_flow_grid(std::span<const FlowLayer> layers,
                        const OpeningLaw& law,
                        const Injection& injection,
                        const FlowResolution& resolution) {
    const FlowSizes sizes = flow_sizes(layers, law, injection, resolution);
    const auto size = [&](double r) { return sizes.lateral.at(r); };
    const auto height = [&](double z) { return sizes.vertical.at(std::abs(z - injection.depth)); };
    std::vector<std::size_t> layer_of_row;
    std::vector<double> depths = row_faces(layers, height, layer_of_row);
    FlowGrid flow{.grid = RingGrid(graded_faces(0.0, sizes.lateral.zone + kFarAway, 8, size),
                                   std::move(depths)),
                  .layer_of_row = std::move(layer_of_row),
                  .source = {}};
    flow.source = ball_shares(flow.grid, law.outlet_radius, injection.depth);
    flow.above_skin = share_above_skin(law, injection.depth);
    flow.moved = settle_source(layers, flow, injection.depth, 0, flow.source);
    return flow;
}

}  // namespace mesogrid::models
