#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engine/transport/transport.hpp"

/// Depots grouped by shape. Private to the spectral solver.
namespace mesogrid::spectral {

/// A depot as the solver needs it.
struct PlacedDepot {
    std::size_t puncture = 0;
    std::size_t depot_class = 0;
    Point axis;
    double amount = 0.0;
};

/// Depots in their order, and the shape of each class (in order of first appearance).
struct DepotClasses {
    std::vector<std::shared_ptr<const DepotShape>> shapes;
    std::vector<PlacedDepot> depots;

    double total_amount() const;
    /// Narrowest scale in any direction and widest lateral scale, mm; 0 without depots.
    double narrowest() const;
    double widest() const;
    /// Largest wavenumber at which any class holds `tolerance` of its amount; 0 without depots.
    double highest_wavenumber(double tolerance) const;
};

DepotClasses group(const TransportProblem& problem);

}  // namespace mesogrid::spectral
