#include "models/depots/flow_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {
namespace {

/// Closer to a node than this part of the way to the next, a puncture is at it.
constexpr double kAtNode = 1e-9;

/// Two neighbours on an axis, and the part of the way from the first to the second.
struct Between {
    double first = 0.0;
    double second = 0.0;
    double part = 0.0;
};

Between between(double first, double second, double value) {
    double part = (value - first) / (second - first);
    if (part < kAtNode) part = 0.0;
    if (part > 1.0 - kAtNode) part = 1.0;
    return {first, second, part};
}

/// Nearer to a layer's face than this, over the outlet's radius, the face acts on the pressure.
constexpr double kNearFace = 3.0;

/// Where what a depth does changes its course: the outlet, a ball, begins to leave a layer, is half
/// out of it, has left it, is far from it; and the stated depth.
std::vector<double> knots_of(std::span<const FlowLayer> layers,
                             const OpeningLaw& law,
                             const NodeGrid& grid) {
    const double top = layers.front().top;
    const double bottom = layers.back().bottom;
    std::vector<double> knots = {top, bottom};
    const auto add = [&](double knot) {
        if (knot > top && knot < bottom) knots.push_back(knot);
    };
    for (const FlowLayer& layer : layers) {
        for (const double side : {-kNearFace, -1.0, 0.0, 1.0, kNearFace}) {
            add(layer.top + side * law.outlet_radius);
            add(layer.bottom + side * law.outlet_radius);
        }
    }
    if (grid.depth) add(*grid.depth);
    std::sort(knots.begin(), knots.end());
    knots.erase(std::unique(knots.begin(), knots.end()), knots.end());
    return knots;
}

/// How far nodes may lie apart about this depth.
double spacing_at(std::span<const FlowLayer> layers,
                  const OpeningLaw& law,
                  double volume,
                  double depth,
                  const NodeGrid& grid) {
    double face = depth;  // distance to the nearest one
    for (const FlowLayer& layer : layers) face = std::min(face, std::abs(depth - layer.bottom));
    const double usual = grid.depth_share * std::cbrt(3.0 * volume / (4.0 * std::numbers::pi));
    if (face > kNearFace * law.outlet_radius) return usual;
    const double share = face < law.outlet_radius ? grid.face_share : grid.near_share;
    return std::min(usual, share * law.outlet_radius);
}

Between depths_about(std::span<const FlowLayer> layers,
                     const OpeningLaw& law,
                     double volume,
                     double depth,
                     const NodeGrid& grid) {
    const std::vector<double> knots = knots_of(layers, law, grid);
    MESOGRID_EXPECTS(depth >= knots.front() && depth <= knots.back());
    const auto above = std::upper_bound(knots.begin(), knots.end() - 1, depth);
    const double from = *(above - 1);
    const double to = *above;
    const double apart = spacing_at(layers, law, volume, 0.5 * (from + to), grid);
    const double parts = std::max(1.0, std::ceil((to - from) / apart - 1e-9));
    const double height = (to - from) / parts;
    const double node = std::clamp(std::floor((depth - from) / height), 0.0, parts - 1.0);
    const double second = node + 1.0 == parts ? to : from + (node + 1.0) * height;
    return between(from + node * height, second, depth);
}

}  // namespace

std::vector<FlowNode> nodes_about(std::span<const FlowLayer> layers,
                                  const OpeningLaw& law,
                                  double volume,
                                  double depth,
                                  const NodeGrid& grid) {
    MESOGRID_EXPECTS(volume > 0.0 && grid.volume > 0.0 && grid.growth > 1.0);
    const double step = std::floor(std::log(volume / grid.volume) / std::log(grid.growth));
    const Between volumes = between(grid.volume * std::pow(grid.growth, step),
                                    grid.volume * std::pow(grid.growth, step + 1.0),
                                    volume);
    std::vector<FlowNode> nodes;
    const auto add = [&](double node_volume, double weight) {
        if (weight == 0.0) return;
        const Between depths = depths_about(layers, law, node_volume, depth, grid);
        if (depths.part < 1.0) {
            nodes.push_back({node_volume, depths.first, weight * (1.0 - depths.part)});
        }
        if (depths.part > 0.0) nodes.push_back({node_volume, depths.second, weight * depths.part});
    };
    add(volumes.first, 1.0 - volumes.part);
    add(volumes.second, volumes.part);
    return nodes;
}

}  // namespace mesogrid::models
