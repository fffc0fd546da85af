#pragma once

#include <span>
#include <vector>

#include "engine/numerics/ring_solute.hpp"

namespace mesogrid {

/// Where a solute has come to.
struct SoluteMoved {
    std::vector<double> concentration;  ///< per fluid volume
    double left = 0.0;                  ///< amount that left the tissue with its fluid
};

/// As advance_solute, but of second order where the solute varies smoothly, and with fronts that
/// stay some three cells wide: flux-corrected transport (Zalesak 1979). The upwind step gives
/// bounds; each face then carries as much of
///
///     dt (F(c^n) + F(c^upwind))/2 - dt F_upwind,   F = q c_face + G (c_a - c_b)
///
/// as leaves every cell between the least and the most of what it and its neighbours had before or
/// have after the upwind step, c_face linear from the upwind cell with a monotonised slope (van
/// Leer 1977). So nothing overshoots for any step, and the amount is exact to rounding. The step is
/// taken in equal parts, in which the fluid contents change evenly, so that where the concentration
/// varies no cell exchanges more fluid than it holds within a part (at most kMostParts).
SoluteMoved advance_solute_limited(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration);

/// A step longer than so many parts is less sharp than it could be, not wrong.
inline constexpr std::size_t kMostParts = 64;

}  // namespace mesogrid
