#pragma once

#include <functional>
#include <vector>

#include "engine/transport/grid/box.hpp"

/// Depots on voxels. Private to the grid solver.
namespace mesogrid::grid {

/// Exact cell amounts of every depot, drawn once for all that lie alike in their cells.
class DepotVoxels {
public:
    DepotVoxels(const TransportProblem& problem,
                const spectral::DepotClasses& classes,
                const GridBox& box);

    /// Calls add(plane, patch) for every plane and depot that forms at this time: amount per volume
    /// of the cells of the box it covers. Mirrored at the walls, so that no amount is lost. Planes
    /// in parallel, the depots of a plane in their order.
    void for_each(double formed_at,
                  const std::function<void(std::size_t plane, const Patch& patch)>& add) const;

private:
    struct Stamp {
        std::size_t depot_class = 0;
        Point within;                 ///< of the axis in its cell, mm
        std::vector<Patch> planes;    ///< per plane, or one for all where the shape is a product
        std::vector<double> profile;  ///< then: 1/mm of depth, per plane
    };
    struct Placed {
        std::size_t stamp = 0;
        int column = 0;  ///< cell of the axis
        int row = 0;
        double amount = 0.0;
        double formed_at = 0.0;
    };
    void draw(const spectral::DepotClasses& classes, const GridBox& box);

    int nx_;
    int ny_;
    std::size_t planes_;
    std::vector<Stamp> stamps_;
    std::vector<Placed> placed_;
};

}  // namespace mesogrid::grid
