#include "models/depots/opening_process.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

#include "models/depots/opening_size.hpp"
#include "models/depots/opening_solution.hpp"

namespace mesogrid::models {
namespace {

/// The first step and the longest one, over the time of the injection, and the growth of steps.
constexpr double kFirstStep = 1e-4;
constexpr double kLongestStep = 1.0 / 60.0;
constexpr double kGrowth = 1.3;
constexpr double kFirstRelaxation = 1e-2;
/// Within a step the front changes in at most so many turns.
constexpr int kMostTurns = 40;
/// Mobility has followed the pressure when it moves by less than this share of p_y.
constexpr double kSettled = 1e-3;
constexpr int kMostSubstitutions = 8;
constexpr std::size_t kMostSolves = 60000;

}  // namespace

template <class Grid>
FlowProcess<Grid>::FlowProcess(const FlowGridOn<Grid>& grid,
                               std::span<const FlowLayer> layers,
                               const OpeningLaw& law,
                               Placed first)
    : grid_(grid),
      law_(law),
      tissue_(grid, layers, law, first.injection),
      placed_(std::move(first)),
      injection_(placed_.injection),
      solver_(grid.grid),
      state_(grid.grid.size()),
      next_step_(kFirstStep * injection_.volume / injection_.rate) {
    MESOGRID_EXPECTS(injection_.volume > 0.0 && injection_.rate > 0.0 &&
                     injection_.viscosity > 0.0);
    MESOGRID_EXPECTS(placed_.source.size() == grid.grid.size());
    measure_openings(grid.grid, state_.front);
}

template <class Grid>
void FlowProcess<Grid>::inject_next(Placed next) {
    MESOGRID_EXPECTS(!injecting() && next.source.size() == grid_.grid.size());
    state_.earlier.push_back({std::move(state_.concentration), state_.leaked_injectate});
    state_.concentration.assign(grid_.grid.size(), 0.0);
    state_.leaked_injectate = 0.0;
    began_ = state_.time;
    injected_before_ = state_.injected;
    solves_before_ = effort_.solves;
    placed_ = std::move(next);
    injection_ = placed_.injection;
    next_step_ = kFirstStep * injection_.volume / injection_.rate;
}

template <class Grid>
double FlowProcess<Grid>::tip_pressure() const {
    double sum = 0.0;
    for (std::size_t c = 0; c < placed_.source.size(); ++c) {
        if (placed_.source[c] > 0.0) sum += placed_.source[c] * state_.pressure[c];
    }
    return sum;
}

template <class Grid>
bool FlowProcess<Grid>::needle_is_in() const {
    return injecting() || state_.time - began_ < injection_.volume / injection_.rate + law_.wait;
}

/// The track takes G_t p from the cells on the axis above the outlet while the needle is in.
template <class Grid>
bool FlowProcess<Grid>::on_the_track(std::size_t cell) const {
    const Grid& grid = grid_.grid;
    return law_.track_conductance > 0.0 && cell / grid.rows() == placed_.axis &&
           grid.mid_depth(cell % grid.rows()) < injection_.depth &&
           layer(cell % grid.rows()).passes() && needle_is_in();
}

/// (V C/dt + sinks) p - div T grad p = V theta/dt - constant sinks + Q s, linear about a pressure;
/// p = p_y where the front holds it.
template <class Grid>
std::vector<double> FlowProcess<Grid>::solved(double dt, double rate, const Attempt& attempt) {
    const Grid& grid = grid_.grid;
    const FlowSinks sinks = tissue_.sinks(attempt.pressure);
    const OpeningFront& front = attempt.moving.front;
    StepEquations step(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t row = c % grid.rows();
        const double volume = grid.volume(c / grid.rows(), row);
        const auto capacity = tissue_.capacity(row, front.radius_of(c));
        const double holds = capacity.intact + front.opened[c] * capacity.opened;
        step.diagonal[c] = volume * holds / dt + sinks.slope[c];
        if (on_the_track(c)) step.diagonal[c] += volume * placed_.track * law_.track_conductance;
        step.right[c] =
            volume * state_.content[c] / dt - sinks.constant[c] + rate * placed_.source[c];
        step.held[c] = attempt.moving.held[c];
        if (step.held[c]) step.held_at[c] = layer(row).flow.opening_pressure;
    }
    ++effort_.solves;
    return solved_by(solver_, attempt.conductance, std::move(step), attempt.pressure, effort_);
}

/// The largest change of pressure over p_y.
template <class Grid>
double FlowProcess<Grid>::change(const std::vector<double>& from,
                                 const std::vector<double>& to) const {
    double moved = 0.0;
    for (std::size_t c = 0; c < to.size(); ++c) {
        const LayerFlow& flow = layer(c % grid_.grid.rows()).flow;
        if (flow.permeability <= 0.0) continue;
        moved = std::max(moved, std::abs(to[c] - from[c]) / flow.opening_pressure);
    }
    return moved;
}

template <class Grid>
typename FlowProcess<Grid>::Attempt FlowProcess<Grid>::attempt(double dt, double rate) {
    Attempt attempt{
        state_.pressure, begin_step(tissue_, state_.front, state_.pressure), Faces(grid_.grid)};
    int turns = 0;
    for (int substitution = 0; substitution < kMostSubstitutions + kMostTurns; ++substitution) {
        attempt.conductance = tissue_.conductance(attempt.pressure, attempt.moving.front.reached);
        std::vector<double> next = solved(dt, rate, attempt);
        const double moved = change(attempt.pressure, next);
        attempt.pressure = std::move(next);
        const Balance then = balance(dt, rate, attempt);
        if (follow(tissue_, state_.front, attempt.pressure, then.content, attempt.moving)) {
            if (++turns > kMostTurns) return attempt;
            continue;
        }
        if (moved < kSettled) {
            attempt.settled = true;
            return attempt;
        }
    }
    return attempt;
}

/// theta' = theta + dt (Q s - net outflow/V - sinks), from the fluxes at the new pressure.
template <class Grid>
typename FlowProcess<Grid>::Balance FlowProcess<Grid>::balance(double dt,
                                                               double rate,
                                                               const Attempt& attempt) const {
    const Grid& grid = grid_.grid;
    Balance then{.flux = face_fluxes(grid, attempt.conductance, attempt.pressure),
                 .taken = std::vector<double>(grid.size(), 0.0),
                 .leaves = std::vector<double>(grid.size(), 0.0),
                 .content = state_.content};
    const std::vector<double> net = net_outflow(grid, then.flux);
    const FlowSinks sinks = tissue_.sinks(attempt.pressure);
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const double volume = grid.volume(c / grid.rows(), c % grid.rows());
        const double pressure = std::max(0.0, attempt.pressure[c]);
        then.taken[c] = sinks.slope[c] * pressure + sinks.constant[c];
        if (on_the_track(c))
            then.leaves[c] = volume * placed_.track * law_.track_conductance * pressure;
        then.content[c] +=
            dt * (rate * placed_.source[c] - net[c] - then.taken[c] - then.leaves[c]) / volume;
    }
    return then;
}

/// Goes to what the attempt leads to, and carries the solute there.
template <class Grid>
void FlowProcess<Grid>::accept(double dt, double rate, const Attempt& attempt) {
    const Grid& grid = grid_.grid;
    Balance then = balance(dt, rate, attempt);
    std::vector<double> before(grid.size());
    std::vector<double> after(grid.size());
    std::vector<double> enters(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t j = c % grid.rows();
        const double volume = grid.volume(c / grid.rows(), j);
        enters[c] = rate * placed_.source[c];
        before[c] = volume * (layer(j).porosity + state_.content[c]);
        after[c] = volume * (layer(j).porosity + then.content[c]);
        state_.absorbed += dt * then.taken[c];
        state_.leaked += dt * then.leaves[c];
    }
    carry(grid,
          {.duration = dt,
           .flux = &then.flux,
           .before = before,
           .after = after,
           .leaves = then.leaves},
          enters,
          attempt.pressure,
          state_);
    state_.content = std::move(then.content);
    state_.pressure = attempt.pressure;
    state_.front = attempt.moving.front;
    measure_openings(grid, state_.front);
    state_.time += dt;
    ++effort_.steps;
}

/// An open cell closes below 0.2 p_y, unless what it holds would open it again at once.
template <class Grid>
void FlowProcess<Grid>::close_what_is_slack() {
    if (close_slack(tissue_, law_.closing_share, state_.content, state_.front, state_.pressure)) {
        measure_openings(grid_.grid, state_.front);
    }
}

template <class Grid>
double FlowProcess<Grid>::step(double limit) {
    const bool injects = injecting();
    const double whole = injection_.volume / injection_.rate;
    const double rate = injects ? injection_.rate : 0.0;
    const double left = whole - (state_.time - began_);
    double dt = std::min(limit, next_step_);
    if (injects) {
        dt = std::min(dt, kLongestStep * whole);
        // neither past the end nor just short of it
        dt = dt > left * (1.0 - 1e-6) ? left : std::min(dt, 0.5 * left);
    }
    Attempt made = attempt(dt, rate);
    while (!made.settled) {
        dt *= 0.5;
        next_step_ = dt;
        if (effort_.solves - solves_before_ > kMostSolves || dt < 1e-12 * whole)
            refuse_to_go_on(dt);
        made = attempt(dt, rate);
    }
    accept(dt, rate, made);
    state_.injected =
        injects && dt == left ? injected_before_ + injection_.volume : state_.injected + dt * rate;
    close_what_is_slack();
    next_step_ = std::max(next_step_, kGrowth * dt);
    // what the injection held taut moves fast once it ends
    if (injects && !injecting()) next_step_ = kFirstRelaxation * whole;
    return dt;
}

template <class Grid>
void FlowProcess<Grid>::refuse_to_go_on(double dt) const {
    throw SimulationError(Diagnostic{
        .code = 621,
        .problem = fmt::format("an injection of {:.4g} uL at {:.4g} uL/s does not come to an end: "
                               "after {:.4g} s steps of {:.2g} s are still too long",
                               injection_.volume,
                               injection_.rate,
                               state_.time - began_,
                               dt)});
}

template class FlowProcess<RingGrid>;
template class FlowProcess<BoxGrid>;

}  // namespace mesogrid::models
