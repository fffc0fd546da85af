#pragma once

#include <vector>

#include "models/depots/opening_process.hpp"

/// What solves the equations of a step on either grid: directly on rings, by iteration in a box.
namespace mesogrid::models {

/// The pressures of a step in `conductance`: for every cell
///
///     diagonal_i p_i + sum over faces of T_f (p_i - p_n) = right_i,
///
/// but where they are held at a given one.
struct StepEquations {
    std::vector<double> diagonal;  ///< mm3/(kPa s)
    std::vector<double> right;     ///< mm3/s
    std::vector<char> held;
    std::vector<double> held_at;  ///< kPa

    explicit StepEquations(std::size_t cells)
        : diagonal(cells, 0.0), right(cells, 0.0), held(cells, 0), held_at(cells, 0.0) {}
};

std::vector<double> solved_by(RingPressure& solver,
                              const RingFaces& conductance,
                              StepEquations step,
                              const std::vector<double>& guess,
                              FlowEffort& effort);
/// Leaves at most 1e-7 of the fluid of a step unplaced: contents are updated from the fluxes, so
/// that nothing is lost, and theta differs from C p by no more than that until the next step.
std::vector<double> solved_by(BoxPressure& solver,
                              const BoxFaces& conductance,
                              StepEquations step,
                              const std::vector<double>& guess,
                              FlowEffort& effort);

/// Moves the injectate with the fluid of a step that flows down `pressure`; `enters`, mm3/s, brings
/// that of the last injection. Of second order (flux-corrected).
void carry(const RingGrid& grid,
           SoluteStep step,
           const std::vector<double>& enters,
           const std::vector<double>& pressure,
           FlowState& state);
/// The same of every injection so far.
void carry(const BoxGrid& grid,
           const BoxSoluteStep& step,
           const std::vector<double>& enters,
           const std::vector<double>& pressure,
           FlowState& state);

}  // namespace mesogrid::models
