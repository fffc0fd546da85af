#pragma once

#include <span>
#include <vector>

#include "engine/numerics/box_solute.hpp"

namespace mesogrid {

/// A solute that a step moves, per fluid volume over the injected concentration.
struct CarriedSolute {
    std::vector<double>* concentration = nullptr;
    std::span<const double> enters;  ///< amount that enters each cell, amount/s; may be empty
    double left = 0.0;               ///< what left the tissue with its fluid
};

/// As advance_solute in a box, but of second order where solutes vary smoothly and without
/// overshoot: the flux-corrected step of advance_solute_limited on rings, in at most kMostBoxParts
/// parts. A face carries of the correction what is right for each solute and for the sum of all, so
/// that neither makes new extremes. Below a millionth, a solute is carried to first order: it would
/// limit others where next to nothing of it is.
void advance_solutes_limited(const BoxGrid& grid,
                             const BoxSoluteStep& step,
                             std::span<const std::size_t> order,
                             std::vector<CarriedSolute>& solutes);

/// Fewer than on rings, for each costs as much as the upwind step several times over.
inline constexpr std::size_t kMostBoxParts = 8;

}  // namespace mesogrid
