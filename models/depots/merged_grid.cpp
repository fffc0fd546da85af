#include "models/depots/merged_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/contracts.hpp"

#include "models/depots/unit_ball.hpp"

namespace mesogrid::models {
namespace {

/// Cells of a box over those of rings.
constexpr double kCoarser = 2.0;
/// Rows grow by this per mm away from the layers that are injected.
constexpr double kFarRows = 0.5;

/// Share of the ball over [0, x] x [0, y], odd in both.
double signed_rectangle(double x, double y, double a, double b) {
    const double share = unit_ball::rectangle(std::abs(x), std::abs(y), a, b);
    return (x < 0.0) == (y < 0.0) ? share : -share;
}

/// Share of the outlet's ball in each cell.
std::vector<double> ball_shares(const BoxGrid& grid, double a, Point axis, double depth) {
    std::vector<double> shares(grid.size(), 0.0);
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        const double x = (grid.mid_x(i) - axis.x) / a;
        const double y = (grid.mid_y(i) - axis.y) / a;
        const double dx = 0.5 * grid.width_x(i) / a;
        const double dy = 0.5 * grid.width_y(i) / a;
        if (std::abs(x) - dx >= 1.0 || std::abs(y) - dy >= 1.0) continue;
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            const double top = std::clamp((grid.depths()[j] - depth) / a, -1.0, 1.0);
            const double bottom = std::clamp((grid.depths()[j + 1] - depth) / a, -1.0, 1.0);
            if (bottom <= top) continue;
            const double share = signed_rectangle(x + dx, y + dy, top, bottom) -
                                 signed_rectangle(x - dx, y + dy, top, bottom) -
                                 signed_rectangle(x + dx, y - dy, top, bottom) +
                                 signed_rectangle(x - dx, y - dy, top, bottom);
            shares[grid.index(i, j)] = std::max(0.0, share);
        }
    }
    return shares;
}

}  // namespace

BoxGrid merged_box(std::span<const FlowLayer> layers,
                   const OpeningLaw& law,
                   std::span<const GroupMember> members,
                   const FlowResolution& resolution,
                   std::vector<std::size_t>& layer_of_row) {
    MESOGRID_EXPECTS(!members.empty());
    std::vector<FlowSizes> sizes;
    for (const GroupMember& member : members) {
        sizes.push_back(
            flow_sizes(layers, law, member.injection, {.front = resolution.front / kCoarser}));
    }
    const auto faces = [&](double Point::*along) {
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (std::size_t m = 0; m < members.size(); ++m) {
            const double reach = sizes[m].lateral.zone + kFarAway;
            low = std::min(low, members[m].position.*along - reach);
            high = std::max(high, members[m].position.*along + reach);
        }
        return graded_faces(low, high, 8, [&](double at) {
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t m = 0; m < members.size(); ++m) {
                const double away = std::abs(at - members[m].position.*along);
                least = std::min(least, sizes[m].lateral.at(away));
            }
            return least;
        });
    };
    const auto height = [&](double z) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t m = 0; m < members.size(); ++m) {
            const double depth = members[m].injection.depth;
            const FlowLayer& fed = fed_layer(layers, depth);
            const double beside = std::max({0.0, fed.top - z, z - fed.bottom});
            least = std::min(least, sizes[m].vertical.at(std::abs(z - depth)) + kFarRows * beside);
        }
        return least;
    };
    std::vector<double> depths = row_faces(layers, height, layer_of_row);
    return {faces(&Point::x), faces(&Point::y), std::move(depths)};
}

FlowGridOn<BoxGrid> merged_grid(std::span<const FlowLayer> layers,
                                const OpeningLaw& law,
                                std::span<const GroupMember> members,
                                const FlowResolution& resolution) {
    std::vector<std::size_t> layer_of_row;
    BoxGrid box = merged_box(layers, law, members, resolution, layer_of_row);
    return {.grid = std::move(box), .layer_of_row = std::move(layer_of_row), .source = {}};
}

Placed placed_in(const FlowGridOn<BoxGrid>& flow,
                 std::span<const FlowLayer> layers,
                 const OpeningLaw& law,
                 const GroupMember& member,
                 double& moved) {
    const double a = law.outlet_radius;
    Placed placed{.injection = member.injection,
                  .source = ball_shares(flow.grid, a, member.position, member.injection.depth),
                  .axis = flow.grid.column_at(member.position.x, member.position.y)};
    moved = settle_source(layers, flow, member.injection.depth, placed.axis, placed.source);
    // the track is as wide as the innermost ring of usual rings, half an outlet
    placed.track =
        std::min(1.0, 0.25 * std::numbers::pi * a * a / flow.grid.plan_area(placed.axis));
    return placed;
}

}  // namespace mesogrid::models
