#include "models/depots/opening_process.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid::models {
namespace {

/// The first step and the longest one, over the time of the injection, and the growth of steps.
constexpr double kFirstStep = 1e-4;
constexpr double kLongestStep = 1.0 / 60.0;
constexpr double kGrowth = 1.3;
constexpr double kFirstRelaxation = 1e-2;
/// Within a step the front changes in at most so many turns.
constexpr int kMostTurns = 40;
/// A cell that is held at p_y leads there so much more than to its neighbours.
constexpr double kHeld = 1e9;
/// Mobility has followed the pressure when it moves by less than this share of p_y.
constexpr double kSettled = 1e-3;
constexpr int kMostSubstitutions = 8;
constexpr std::size_t kMostSolves = 60000;

}  // namespace

OpeningProcess::OpeningProcess(const FlowGrid& grid,
                               std::span<const FlowLayer> layers,
                               const OpeningLaw& law,
                               const Injection& injection)
    : grid_(grid),
      law_(law),
      tissue_(grid, layers, law, injection),
      injection_(injection),
      solver_(grid.grid),
      state_(grid.grid.size()),
      next_step_(kFirstStep * injection.volume / injection.rate) {
    MESOGRID_EXPECTS(injection.volume > 0.0 && injection.rate > 0.0 && injection.viscosity > 0.0);
}

double OpeningProcess::tip_pressure() const {
    double sum = 0.0;
    for (std::size_t c = 0; c < grid_.source.size(); ++c) {
        if (grid_.source[c] > 0.0) sum += grid_.source[c] * state_.pressure[c];
    }
    return sum;
}

bool OpeningProcess::needle_is_in() const {
    return injecting() || state_.time < injection_.volume / injection_.rate + law_.wait;
}

/// The track takes G_t p from the cells on the axis above the outlet while the needle is in.
bool OpeningProcess::on_the_track(std::size_t cell) const {
    const RingGrid& grid = grid_.grid;
    return law_.track_conductance > 0.0 && cell < grid.rows() &&
           grid.mid_depth(cell) < injection_.depth && layer(cell).passes() && needle_is_in();
}

/// (V C/dt + sinks) p - div T grad p = V theta/dt - constant sinks + Q s, linear about a pressure;
/// p = p_y where the front holds it.
std::vector<double> OpeningProcess::solved(double dt, double rate, const Attempt& attempt) {
    const RingGrid& grid = grid_.grid;
    const FlowSinks sinks = tissue_.sinks(attempt.pressure);
    const auto largest = [](const std::vector<double>& v) {
        return *std::max_element(v.begin(), v.end());
    };
    const double conducts =
        std::max(largest(attempt.conductance.outer), largest(attempt.conductance.lower));
    std::vector<double> diagonal(grid.size());
    std::vector<double> right(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t row = c % grid.rows();
        const double volume = grid.volume(c / grid.rows(), row);
        const OpeningTissue::Capacity capacity = tissue_.capacity(row, state_.radius);
        const double holds = capacity.intact + attempt.moving.front.opened[c] * capacity.opened;
        diagonal[c] = volume * holds / dt + sinks.slope[c];
        if (on_the_track(c)) diagonal[c] += volume * law_.track_conductance;
        right[c] = volume * state_.content[c] / dt - sinks.constant[c] + rate * grid_.source[c];
        if (!attempt.moving.held[c]) continue;
        diagonal[c] = kHeld * (diagonal[c] + conducts);
        right[c] = diagonal[c] * layer(row).flow.opening_pressure;
    }
    solver_.set(attempt.conductance, diagonal);
    ++effort_.solves;
    return solver_.solve(right);
}

/// The largest change of pressure over p_y.
double OpeningProcess::change(const std::vector<double>& from,
                              const std::vector<double>& to) const {
    double moved = 0.0;
    for (std::size_t c = 0; c < to.size(); ++c) {
        const LayerFlow& flow = layer(c % grid_.grid.rows()).flow;
        if (flow.permeability <= 0.0) continue;
        moved = std::max(moved, std::abs(to[c] - from[c]) / flow.opening_pressure);
    }
    return moved;
}

OpeningProcess::Attempt OpeningProcess::attempt(double dt, double rate) {
    Attempt attempt{
        state_.pressure, begin_step(tissue_, state_.front, state_.pressure), RingFaces(grid_.grid)};
    int turns = 0;
    for (int substitution = 0; substitution < kMostSubstitutions + kMostTurns; ++substitution) {
        attempt.conductance = tissue_.conductance(attempt.pressure, attempt.moving.front.reached);
        std::vector<double> next = solved(dt, rate, attempt);
        const double moved = change(attempt.pressure, next);
        attempt.pressure = std::move(next);
        const Balance then = balance(dt, rate, attempt);
        if (follow(tissue_,
                   state_.front,
                   state_.radius,
                   attempt.pressure,
                   then.content,
                   attempt.moving)) {
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
OpeningProcess::Balance OpeningProcess::balance(double dt,
                                                double rate,
                                                const Attempt& attempt) const {
    const RingGrid& grid = grid_.grid;
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
        if (on_the_track(c)) then.leaves[c] = volume * law_.track_conductance * pressure;
        then.content[c] +=
            dt * (rate * grid_.source[c] - net[c] - then.taken[c] - then.leaves[c]) / volume;
    }
    return then;
}

/// Goes to what the attempt leads to, and carries the solute there.
void OpeningProcess::accept(double dt, double rate, const Attempt& attempt) {
    const RingGrid& grid = grid_.grid;
    Balance then = balance(dt, rate, attempt);
    std::vector<double> before(grid.size());
    std::vector<double> after(grid.size());
    std::vector<double> enters(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t j = c % grid.rows();
        const double volume = grid.volume(c / grid.rows(), j);
        enters[c] = rate * grid_.source[c];
        before[c] = volume * (layer(j).porosity + state_.content[c]);
        after[c] = volume * (layer(j).porosity + then.content[c]);
        state_.absorbed += dt * then.taken[c];
        state_.leaked += dt * then.leaves[c];
    }
    SoluteMoved moved = advance_solute_limited(grid,
                                               {.duration = dt,
                                                .flux = &then.flux,
                                                .before = before,
                                                .after = after,
                                                .enters = enters,
                                                .leaves = then.leaves},
                                               state_.concentration);
    state_.concentration = std::move(moved.concentration);
    state_.leaked_injectate += moved.left;
    state_.content = std::move(then.content);
    state_.pressure = attempt.pressure;
    state_.front = attempt.moving.front;
    state_.radius = front_radius(grid, state_.front);
    state_.time += dt;
    ++effort_.steps;
}

/// An open cell closes below 0.2 p_y, unless what it holds would open it again at once.
void OpeningProcess::close_what_is_slack() {
    if (close_slack(tissue_, law_.closing_share, state_.content, state_.front, state_.pressure)) {
        state_.radius = front_radius(grid_.grid, state_.front);
    }
}

double OpeningProcess::step(double limit) {
    const bool injects = injecting();
    const double whole = injection_.volume / injection_.rate;
    const double rate = injects ? injection_.rate : 0.0;
    const double left = whole - state_.time;
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
        if (effort_.solves > kMostSolves || dt < 1e-12 * whole) refuse_to_go_on(dt);
        made = attempt(dt, rate);
    }
    accept(dt, rate, made);
    state_.injected = injects && dt == left ? injection_.volume : state_.injected + dt * rate;
    close_what_is_slack();
    next_step_ = std::max(next_step_, kGrowth * dt);
    // what the injection held taut moves fast once it ends
    if (injects && !injecting()) next_step_ = kFirstRelaxation * whole;
    return dt;
}

void OpeningProcess::refuse_to_go_on(double dt) const {
    throw SimulationError(Diagnostic{
        .code = 621,
        .problem = fmt::format("an injection of {:.4g} uL at {:.4g} uL/s does not come to an end: "
                               "after {:.4g} s steps of {:.2g} s are still too long",
                               injection_.volume,
                               injection_.rate,
                               state_.time,
                               dt)});
}

}  // namespace mesogrid::models
