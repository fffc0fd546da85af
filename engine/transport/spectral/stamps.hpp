#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/geometry/raster.hpp"

/// Direct answers on cells, drawn once for all depots that lie alike in their cells. Private to the
/// spectral solver.
namespace mesogrid::spectral {

/// A direct answer about an axis that someone will ask for.
struct StampRequest {
    std::size_t question = 0;
    Point axis;
};

/// Patches of unit depots by question and by where in its cell the axis lies (to 1e-9 of a cell):
/// lattices whose pitch is a whole number of cells share one, and a map and its contributions share
/// them all. Const after construction.
class Stamps {
public:
    /// Draws in the order of `requests` until `memory` bytes are used; the rest are drawn when
    /// asked. `reference`: a total that answers are judged against if it is greater than their own.
    Stamps(const Raster& raster,
           std::vector<std::shared_ptr<const DepotShape>> carried,
           const std::vector<StampRequest>& requests,
           double memory,
           double reference = 0.0);

    /// The answer to a question about an axis, times an amount, cut to the raster. Throws
    /// SimulationError (E0602) where cells below zero, set to zero when drawn, held 1e-6 of its
    /// total or of the reference.
    Patch patch(const StampRequest& request, double amount) const;

private:
    /// Question and place within the cell, in 1e-9 of it.
    using Key = std::tuple<std::size_t, std::int64_t, std::int64_t>;
    struct Place {
        Key key;
        int i = 0;  ///< cell of the axis
        int j = 0;
    };
    Place place_of(const StampRequest& request) const;
    Patch drawn(const Key& key) const;

    Raster raster_;
    double reference_;
    std::vector<std::shared_ptr<const DepotShape>> carried_;
    std::map<Key, Patch> stamps_;  ///< i0, j0 relative to the cell of the axis
};

}  // namespace mesogrid::spectral
