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
/// A step opens cells in at most so many turns, each by at most this share of what is open.
constexpr int kMostTurns = 12;
constexpr double kOpenedAtOnce = 0.02;
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
      next_step_(kFirstStep * injection.volume / injection.rate) {
    MESOGRID_EXPECTS(injection.volume > 0.0 && injection.rate > 0.0 && injection.viscosity > 0.0);
    const std::size_t cells = grid.grid.size();
    state_.pressure.assign(cells, 0.0);
    state_.content.assign(cells, 0.0);
    state_.concentration.assign(cells, 0.0);
    state_.open.assign(cells, 0);
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

/// (V C/dt + sinks) p - div T grad p = V theta/dt - constant sinks + Q s, linear about a pressure.
std::vector<double> OpeningProcess::solved(double dt, double rate, const Attempt& attempt) {
    const RingGrid& grid = grid_.grid;
    const FlowSinks sinks = tissue_.sinks(attempt.pressure);
    std::vector<double> diagonal(grid.size());
    std::vector<double> right(grid.size());
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const double volume = grid.volume(c / grid.rows(), c % grid.rows());
        const double capacity = tissue_.capacity(c, state_.open[c] != 0, state_.radius);
        diagonal[c] = volume * capacity / dt + sinks.slope[c];
        if (on_the_track(c)) diagonal[c] += volume * law_.track_conductance;
        right[c] = volume * state_.content[c] / dt - sinks.constant[c] + rate * grid_.source[c];
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
    Attempt attempt{state_.pressure, RingFaces(grid_.grid)};
    int turns = 0;
    for (int substitution = 0; substitution < kMostSubstitutions + kMostTurns; ++substitution) {
        attempt.conductance = tissue_.conductance(attempt.pressure, state_.open);
        std::vector<double> next = solved(dt, rate, attempt);
        const double moved = change(attempt.pressure, next);
        attempt.pressure = std::move(next);
        if (open_most_stressed(attempt.pressure)) {
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

/// The larger of a cell's own pressure and that of an open neighbour in its layer.
double OpeningProcess::face_pressure(std::size_t cell, const std::vector<double>& pressure) const {
    const std::size_t rows = grid_.grid.rows();
    const std::size_t own = grid_.layer_of_row[cell % rows];
    double face = pressure[cell];
    const auto look_at = [&](bool exists, std::size_t n) {
        if (exists && state_.open[n] && grid_.layer_of_row[n % rows] == own) {
            face = std::max(face, pressure[n]);
        }
    };
    look_at(cell + rows < pressure.size(), cell + rows);
    look_at(cell >= rows, cell - rows);
    look_at(cell % rows + 1 < rows, cell + 1);
    look_at(cell % rows > 0, cell - 1);
    return face;
}

/// Opens the most over-stressed of the closed cells whose face pressure has passed p_y. False when
/// there is none.
bool OpeningProcess::open_most_stressed(const std::vector<double>& pressure) {
    struct Stressed {
        double over;
        std::size_t cell;
    };
    std::vector<Stressed> found;
    std::size_t open = 0;
    for (std::size_t c = 0; c < pressure.size(); ++c) {
        if (state_.open[c]) {
            ++open;
            continue;
        }
        const FlowLayer& own = layer(c % grid_.grid.rows());
        if (!own.passes()) continue;
        const double over = face_pressure(c, pressure) / own.flow.opening_pressure;
        if (over > 1.0) found.push_back({over, c});
    }
    if (found.empty()) return false;
    const auto most = static_cast<std::size_t>(kOpenedAtOnce * static_cast<double>(open));
    const std::size_t count = std::min(found.size(), std::max<std::size_t>(1, most));
    std::partial_sort(found.begin(),
                      found.begin() + static_cast<std::ptrdiff_t>(count),
                      found.end(),
                      [](const Stressed& a, const Stressed& b) {
                          return a.over > b.over || (a.over == b.over && a.cell < b.cell);
                      });
    for (std::size_t n = 0; n < count; ++n) state_.open[found[n].cell] = 1;
    measure_opening(pressure);
    return true;
}

/// A lies in the outermost ring that is open, as far out as its pressure has come to p_y: it then
/// grows from ring to ring without a jump. It falls only where cells close.
void OpeningProcess::measure_opening(const std::vector<double>& pressure) {
    const RingGrid& grid = grid_.grid;
    double share = 0.0;
    std::size_t outermost = 0;
    for (std::size_t c = state_.open.size(); c-- > 0;) {
        if (!state_.open[c]) continue;
        if (share > 0.0 && c / grid.rows() < outermost) break;
        outermost = c / grid.rows();
        const double full = layer(c % grid.rows()).flow.opening_pressure;
        share = std::max(share, std::clamp(pressure[c] / full, 1e-6, 1.0));
    }
    if (share == 0.0) {
        state_.radius = 0.0;
        return;
    }
    const double inner = grid.radii()[outermost];
    const double grown = inner + share * grid.width(outermost);
    state_.radius = std::min(std::max(state_.radius, grown), grid.radii()[outermost + 1]);
}

/// theta += dt (Q s - net outflow/V - sinks), from the fluxes at the new pressure; then the solute.
void OpeningProcess::accept(double dt, double rate, const Attempt& attempt) {
    const RingGrid& grid = grid_.grid;
    const RingFaces flux = face_fluxes(grid, attempt.conductance, attempt.pressure);
    const std::vector<double> net = net_outflow(grid, flux);
    const FlowSinks sinks = tissue_.sinks(attempt.pressure);
    std::vector<double> before(grid.size());
    std::vector<double> after(grid.size());
    std::vector<double> enters(grid.size());
    std::vector<double> leaves(grid.size(), 0.0);
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t j = c % grid.rows();
        const double volume = grid.volume(c / grid.rows(), j);
        const double taken =
            sinks.slope[c] * std::max(0.0, attempt.pressure[c]) + sinks.constant[c];
        if (on_the_track(c)) {
            leaves[c] = volume * law_.track_conductance * std::max(0.0, attempt.pressure[c]);
        }
        enters[c] = rate * grid_.source[c];
        before[c] = volume * (layer(j).porosity + state_.content[c]);
        state_.content[c] += dt * (enters[c] - net[c] - taken - leaves[c]) / volume;
        after[c] = volume * (layer(j).porosity + state_.content[c]);
        state_.absorbed += dt * taken;
        state_.leaked += dt * leaves[c];
    }
    SoluteMoved moved = advance_solute_limited(grid,
                                               {.duration = dt,
                                                .flux = &flux,
                                                .before = before,
                                                .after = after,
                                                .enters = enters,
                                                .leaves = leaves},
                                               state_.concentration);
    state_.concentration = std::move(moved.concentration);
    state_.leaked_injectate += moved.left;
    state_.pressure = attempt.pressure;
    measure_opening(state_.pressure);
    state_.time += dt;
    ++effort_.steps;
}

/// An open cell closes below 0.2 p_y, unless what it holds would open it again at once.
void OpeningProcess::close_what_is_slack() {
    bool changed = false;
    for (std::size_t c = 0; c < state_.open.size(); ++c) {
        if (!state_.open[c]) continue;
        const LayerFlow& flow = layer(c % grid_.grid.rows()).flow;
        if (state_.pressure[c] >= law_.closing_share * flow.opening_pressure) continue;
        if (state_.content[c] * flow.modulus >= flow.opening_pressure) continue;
        state_.open[c] = 0;
        state_.pressure[c] = state_.content[c] * flow.modulus;
        changed = true;
    }
    if (changed) measure_opening(state_.pressure);
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
    const std::vector<char> open = state_.open;
    const double radius = state_.radius;
    Attempt made = attempt(dt, rate);
    while (!made.settled) {
        state_.open = open;
        state_.radius = radius;
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
