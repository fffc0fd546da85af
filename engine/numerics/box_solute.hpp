#pragma once

#include <span>
#include <vector>

#include "engine/numerics/box_flow.hpp"

namespace mesogrid {

/// What moves solutes in one step of `duration` s; as SoluteStep: flow and fluid contents must
/// belong together.
struct BoxSoluteStep {
    double duration = 0.0;
    const BoxFaces* flux = nullptr;  ///< of fluid through the inner faces, mm3/s
    std::span<const double> before;  ///< fluid in each cell before the step, mm3
    std::span<const double> after;   ///< and after it
    std::span<const double> leaves;  ///< fluid that leaves the tissue, mm3/s
};

/// Cells in the order in which fluid passes through them where it flows down this pressure.
std::vector<std::size_t> downstream(std::span<const double> pressure);

/// Concentrations per fluid volume after one backward-Euler step with upwind face values (the
/// equation of advance_solute on rings), cell by cell downstream. `enters`: amount that enters each
/// cell, amount/s; may be empty. First order, monotone for any step, amounts exact to rounding.
void advance_solute(const BoxGrid& grid,
                    const BoxSoluteStep& step,
                    std::span<const std::size_t> order,
                    std::span<const double> enters,
                    std::vector<double>& concentration);

}  // namespace mesogrid
