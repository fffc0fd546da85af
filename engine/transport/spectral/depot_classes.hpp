#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/transport/transport.hpp"

/// Depots grouped by shape. Private to the spectral solver.
namespace mesogrid::spectral {

/// A depot as the solver needs it.
struct PlacedDepot {
    std::size_t puncture = 0;
    std::size_t depot_class = 0;
    std::size_t cohort = 0;
    Point axis;
    double amount = 0.0;
};

/// Depots of one shape that formed at one time: whatever is asked, they give the same answer.
struct Cohort {
    std::size_t depot_class = 0;
    double formed_at = 0.0;            ///< s
    std::vector<std::size_t> members;  ///< indices into DepotClasses::depots
};

/// Depots in their order, the shape of each class and the cohorts (in order of first appearance).
struct DepotClasses {
    std::vector<std::shared_ptr<const DepotShape>> shapes;
    std::vector<std::string> keys;  ///< of each shape
    std::vector<PlacedDepot> depots;
    std::vector<Cohort> cohorts;

    double total_amount() const;
    /// Times at which depots form, ascending, each once, s.
    std::vector<double> formation_times() const;
    /// The smallest box about the axes of some depots, at least one.
    Box box_of(const std::vector<std::size_t>& some) const;
    /// Narrowest scale in any direction and widest lateral scale, mm; 0 without depots.
    double narrowest() const;
    double widest() const;
    /// Largest wavenumber at which any class holds `tolerance` of its amount; 0 without depots.
    double highest_wavenumber(double tolerance) const;
};

DepotClasses group(const TransportProblem& problem);

}  // namespace mesogrid::spectral
