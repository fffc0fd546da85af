#include "models/depots/opening_solution.hpp"

#include <algorithm>
#include <utility>

#include "engine/numerics/box_limited.hpp"

namespace mesogrid::models {
namespace {

/// A cell that is held leads to its pressure so much more than to its neighbours, where the
/// solution is direct.
constexpr double kHeld = 1e9;
constexpr double kUnplaced = 1e-7;

}  // namespace

std::vector<double> solved_by(RingPressure& solver,
                              const RingFaces& conductance,
                              StepEquations step,
                              const std::vector<double>& /*guess*/,
                              FlowEffort& /*effort*/) {
    const auto largest = [](const std::vector<double>& v) {
        return *std::max_element(v.begin(), v.end());
    };
    const double conducts = std::max(largest(conductance.outer), largest(conductance.lower));
    for (std::size_t c = 0; c < step.held.size(); ++c) {
        if (!step.held[c]) continue;
        step.diagonal[c] = kHeld * (step.diagonal[c] + conducts);
        step.right[c] = step.diagonal[c] * step.held_at[c];
    }
    solver.set(conductance, step.diagonal);
    return solver.solve(step.right);
}

std::vector<double> solved_by(BoxPressure& solver,
                              const BoxFaces& conductance,
                              StepEquations step,
                              const std::vector<double>& guess,
                              FlowEffort& effort) {
    solver.set(conductance, step.diagonal, {step.held, step.held_at});
    std::vector<double> pressure = solver.solve(step.right, guess, kUnplaced);
    effort.iterations = solver.iterations();
    return pressure;
}

void carry(const RingGrid& grid,
           SoluteStep step,
           const std::vector<double>& enters,
           const std::vector<double>& /*pressure*/,
           FlowState& state) {
    step.enters = enters;
    SoluteMoved moved = advance_solute_limited(grid, step, state.concentration);
    state.concentration = std::move(moved.concentration);
    state.leaked_injectate += moved.left;
}

void carry(const BoxGrid& grid,
           const BoxSoluteStep& step,
           const std::vector<double>& enters,
           const std::vector<double>& pressure,
           FlowState& state) {
    std::vector<CarriedSolute> solutes = {{&state.concentration, enters, 0.0}};
    for (FlowState::Earlier& earlier : state.earlier) {
        solutes.push_back({&earlier.concentration, {}, 0.0});
    }
    advance_solutes_limited(grid, step, downstream(pressure), solutes);
    state.leaked_injectate += solutes[0].left;
    for (std::size_t e = 0; e < state.earlier.size(); ++e) {
        state.earlier[e].leaked += solutes[e + 1].left;
    }
}

}  // namespace mesogrid::models
