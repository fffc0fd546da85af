#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/numerics/ring_flow.hpp"

namespace mesogrid {

/// What moves a solute in one step of `duration` s; the flow and the fluid contents must belong
/// together (contents after = contents before - duration * net outflow + what enters - what
/// leaves), or concentrations over- and undershoot.
struct SoluteStep {
    double duration = 0.0;
    const RingFaces* flux = nullptr;  ///< of fluid through the inner faces, mm3/s
    std::span<const double> before;   ///< fluid in each cell before the step, mm3
    std::span<const double> after;    ///< and after it
    std::span<const double> enters;   ///< amount that enters each cell, amount/s; may be empty
    /// Fluid that leaves the tissue with its solute, mm3/s; may be empty.
    std::span<const double> leaves;
    /// phi D area/distance of the inner faces, mm3/s; none: no diffusion.
    const RingFaces* diffusion = nullptr;
};

/// Concentrations per fluid volume after one backward-Euler step with upwind face values:
///
///     after_i c_i + dt (sum_out q_f c_i + leaves_i c_i + sum_f G_f (c_i - c_n))
///         = before_i c_i^n + dt (sum_in q_f c_n + enters_i)
///
/// First order, monotone for any step: nothing overshoots what flows in. The amount is exact to
/// rounding. Without diffusion the cells are solved downstream, one after the other, where the flow
/// has no circle (no flow down a pressure has one); else by elimination.
std::vector<double> advance_solute(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration);

/// The cells so that all that flows into a cell comes from cells before it; fewer than the grid has
/// where the flow runs in a circle.
std::vector<std::size_t> downstream_order(const RingGrid& grid, const RingFaces& flux);

/// The same as above where the downstream order of the step's flux is known already.
std::vector<double> advance_solute(const RingGrid& grid,
                                   const SoluteStep& step,
                                   std::span<const double> concentration,
                                   std::span<const std::size_t> order);

/// The same by one explicit step, without diffusion: exact shifts at a Courant number of 1, not
/// monotone beyond it.
std::vector<double> advance_solute_explicitly(const RingGrid& grid,
                                              const SoluteStep& step,
                                              std::span<const double> concentration);

}  // namespace mesogrid
