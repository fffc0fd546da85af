#pragma once

#include <utility>
#include <vector>

#include "engine/transport/grid/grid_transport.hpp"

#include "tests/support/transport_case.hpp"

namespace mesogrid::support {

/// A case solved on the grid.
inline TransportCase::Solved solve_on_grid(const TransportCase& c, grid::GridOptions options = {}) {
    if (!options.resolution) options.resolution = c.options.resolution;
    KeptMaps kept;
    TransportResult result = GridTransport(std::move(options)).solve(c.problem, kept);
    return {std::move(result), std::move(kept.maps)};
}

/// Cells of h in depth.
inline DepthResolution uniform_depth(double h) {
    return {.finest = h, .fine_depth = 0.0, .growth = 0.0, .fewest = 1};
}

}  // namespace mesogrid::support
