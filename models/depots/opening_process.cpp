#include "models/depots/opening_process.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

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
/// K_c is raised until the open region takes less than this share of p_y (models.md 3.2).
constexpr double kOpenLoss = 0.02;

}  // namespace

OpeningProcess::OpeningProcess(const FlowGrid& grid,
                               std::span<const FlowLayer> layers,
                               const OpeningLaw& law,
                               const Injection& injection)
    : grid_(grid),
      layers_(layers),
      law_(law),
      injection_(injection),
      solver_(grid.grid),
      next_step_(kFirstStep * injection.volume / injection.rate) {
    MESOGRID_EXPECTS(injection.volume > 0.0 && injection.rate > 0.0 && injection.viscosity > 0.0);
    for (const FlowLayer& each : layers) {
        // Q mu/(4 pi K_c a_t) < 0.02 p_y
        const double least =
            injection.rate * injection.viscosity /
            (4.0 * pi * kOpenLoss * each.flow.opening_pressure * law.outlet_radius);
        open_permeability_.push_back(each.passes() ? std::max(each.flow.open_permeability, least)
                                                   : 0.0);
    }
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

/// C = 1/M + o chi_o A/(E' l), l = min(T, 2 A); 1/kPa.
double OpeningProcess::capacity(std::size_t cell) const {
    const FlowLayer& own = layer(cell % grid_.grid.rows());
    if (!own.passes()) return 1.0;  // stays at rest
    double sum = 1.0 / own.flow.modulus;
    if (state_.open[cell]) {
        const double over = std::min(own.thickness(), 2.0 * state_.radius);
        sum += law_.size_factor * state_.radius / (plane_modulus(law_, own.flow) * over);
    }
    return sum;
}

RingFaces OpeningProcess::conductance_at(const std::vector<double>& pressure) const {
    const RingGrid& grid = grid_.grid;
    RingMobility mobility{std::vector<double>(grid.size(), 0.0),
                          std::vector<double>(grid.size(), 0.0)};
    std::vector<double> lateral;
    for (const FlowLayer& each : layers_) lateral.push_back(std::cbrt(each.flow.anisotropy));
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t l = grid_.layer_of_row[c % grid.rows()];
        const LayerFlow& flow = layers_[l].flow;
        if (flow.permeability <= 0.0) continue;
        // K = k0 exp(m min(p, p_y)/M) diag(R^(1/3), R^(1/3), R^(-2/3))
        double k = flow.permeability / injection_.viscosity;
        if (flow.exponent != 0.0) {
            k *= std::exp(flow.exponent * std::min(pressure[c], flow.opening_pressure) /
                          flow.modulus);
        }
        mobility.lateral[c] = k * lateral[l];
        mobility.vertical[c] = k / (lateral[l] * lateral[l]);
    }
    RingFaces faces = conductances(grid, mobility);
    set_layer_faces(mobility, faces);
    add_open_faces(faces);
    return faces;
}

/// 1/T = d_l/(A K_l/mu) + 1/(A L_I) + d_r/(A K_r/mu) where a layer ends; L_I between dermis and
/// hypodermis.
void OpeningProcess::set_layer_faces(const RingMobility& mobility, RingFaces& faces) const {
    const RingGrid& grid = grid_.grid;
    for (std::size_t j = 0; j + 1 < grid.rows(); ++j) {
        if (grid_.layer_of_row[j] == grid_.layer_of_row[j + 1]) continue;
        const bool rim =
            layer(j).kind == LayerKind::dermis && layer(j + 1).kind == LayerKind::hypodermis;
        for (std::size_t i = 0; i < grid.columns(); ++i) {
            const std::size_t c = grid.index(i, j);
            faces.lower[c] = 0.0;
            if (!layer(j).passes() || !layer(j + 1).passes()) continue;
            const auto within = [&](std::size_t cell, std::size_t row) {
                const double opened =
                    state_.open[cell]
                        ? open_permeability_[grid_.layer_of_row[row]] / injection_.viscosity
                        : 0.0;
                return 0.5 * grid.height(row) / (mobility.vertical[cell] + opened);
            };
            const double resistance =
                within(c, j) + (rim ? 1.0 / law_.interface : 0.0) + within(c + 1, j + 1);
            faces.lower[c] = grid.plan_area(i) / resistance;
        }
    }
}

/// K_c where both cells of a face within a layer are open.
void OpeningProcess::add_open_faces(RingFaces& faces) const {
    const RingGrid& grid = grid_.grid;
    const std::size_t rows = grid.rows();
    for (std::size_t c = 0; c < grid.size(); ++c) {
        if (!state_.open[c]) continue;
        const std::size_t i = c / rows;
        const std::size_t j = c % rows;
        const double k = open_permeability_[grid_.layer_of_row[j]] / injection_.viscosity;
        if (c + rows < grid.size() && state_.open[c + rows]) {
            faces.outer[c] +=
                grid.side_area(i, j) * k / (grid.mid_radius(i + 1) - grid.mid_radius(i));
        }
        if (j + 1 < rows && state_.open[c + 1] &&
            grid_.layer_of_row[j] == grid_.layer_of_row[j + 1]) {
            faces.lower[c] += grid.plan_area(i) * k / (grid.mid_depth(j + 1) - grid.mid_depth(j));
        }
    }
}

bool OpeningProcess::needle_is_in() const {
    return injecting() || state_.time < injection_.volume / injection_.rate + law_.wait;
}

/// s_cap = (Lp S/V) min(p, p_v') + (LpL SL/V) min(p, p_sat), and s_track = G_t p along the track
/// while the needle is in; linear about a pressure.
OpeningProcess::Sinks OpeningProcess::sinks_at(const std::vector<double>& pressure) const {
    const RingGrid& grid = grid_.grid;
    Sinks sinks{std::vector<double>(grid.size(), 0.0), std::vector<double>(grid.size(), 0.0)};
    for (std::size_t i = 0; i < grid.columns(); ++i) {
        for (std::size_t j = 0; j < grid.rows(); ++j) {
            if (!layer(j).passes()) continue;
            const std::size_t c = grid.index(i, j);
            const double volume = grid.volume(i, j);
            const auto add = [&](double exchange, double limit) {
                if (pressure[c] < limit) {
                    sinks.slope[c] += volume * exchange;
                } else {
                    sinks.constant[c] += volume * exchange * limit;
                }
            };
            add(law_.vessel_exchange, law_.vessel_limit);
            add(law_.lymph_exchange, law_.lymph_limit);
        }
    }
    return sinks;
}

OpeningProcess::Attempt OpeningProcess::attempt(double dt, double rate) {
    const RingGrid& grid = grid_.grid;
    Attempt attempt{state_.pressure, RingFaces(grid)};
    std::vector<double> diagonal(grid.size());
    std::vector<double> right(grid.size());
    int turns = 0;
    for (int substitution = 0; substitution < kMostSubstitutions + kMostTurns; ++substitution) {
        attempt.conductance = conductance_at(attempt.pressure);
        const Sinks sinks = sinks_at(attempt.pressure);
        const bool track = law_.track_conductance > 0.0 && needle_is_in();
        for (std::size_t c = 0; c < grid.size(); ++c) {
            const std::size_t i = c / grid.rows();
            const std::size_t j = c % grid.rows();
            const double volume = grid.volume(i, j);
            diagonal[c] = volume * capacity(c) / dt + sinks.slope[c];
            if (track && i == 0 && grid.mid_depth(j) < injection_.depth && layer(j).passes()) {
                diagonal[c] += volume * law_.track_conductance;
            }
            right[c] = volume * state_.content[c] / dt - sinks.constant[c] + rate * grid_.source[c];
        }
        solver_.set(attempt.conductance, diagonal);
        std::vector<double> next = solver_.solve(right);
        ++effort_.solves;
        double moved = 0.0;
        for (std::size_t c = 0; c < grid.size(); ++c) {
            const LayerFlow& flow = layer(c % grid.rows()).flow;
            if (flow.permeability <= 0.0) continue;
            moved =
                std::max(moved, std::abs(next[c] - attempt.pressure[c]) / flow.opening_pressure);
        }
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

/// Opens the most over-stressed of the closed cells whose face pressure, the larger of their own
/// and that of an open neighbour in their layer, has passed p_y. False when there is none.
bool OpeningProcess::open_most_stressed(const std::vector<double>& pressure) {
    struct Stressed {
        double over;
        std::size_t cell;
    };
    const RingGrid& grid = grid_.grid;
    const std::size_t rows = grid.rows();
    std::vector<Stressed> found;
    std::size_t open = 0;
    for (std::size_t c = 0; c < grid.size(); ++c) {
        if (state_.open[c]) {
            ++open;
            continue;
        }
        const std::size_t j = c % rows;
        const FlowLayer& own = layer(j);
        if (!own.passes()) continue;
        double face = pressure[c];
        const auto look_at = [&](bool exists, std::size_t n) {
            if (exists && state_.open[n] && grid_.layer_of_row[n % rows] == grid_.layer_of_row[j]) {
                face = std::max(face, pressure[n]);
            }
        };
        look_at(c + rows < grid.size(), c + rows);
        look_at(c >= rows, c - rows);
        look_at(j + 1 < rows, c + 1);
        look_at(j > 0, c - 1);
        if (face > own.flow.opening_pressure) {
            found.push_back({face / own.flow.opening_pressure, c});
        }
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
    measure_opening();
    return true;
}

void OpeningProcess::measure_opening() {
    state_.radius = 0.0;
    for (std::size_t c = state_.open.size(); c-- > 0;) {
        if (!state_.open[c]) continue;
        state_.radius = grid_.grid.radii()[c / grid_.grid.rows() + 1];
        return;
    }
}

/// theta += dt (Q s - net outflow/V - sinks), from the fluxes at the new pressure; then the solute.
void OpeningProcess::accept(double dt, double rate, const Attempt& attempt) {
    const RingGrid& grid = grid_.grid;
    const RingFaces flux = face_fluxes(grid, attempt.conductance, attempt.pressure);
    const std::vector<double> net = net_outflow(grid, flux);
    const Sinks sinks = sinks_at(attempt.pressure);
    const bool track = law_.track_conductance > 0.0 && needle_is_in();
    std::vector<double> before(grid.size());
    std::vector<double> after(grid.size());
    std::vector<double> enters(grid.size());
    std::vector<double> leaves(grid.size(), 0.0);
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const std::size_t j = c % grid.rows();
        const double volume = grid.volume(c / grid.rows(), j);
        const double taken =
            sinks.slope[c] * std::max(0.0, attempt.pressure[c]) + sinks.constant[c];
        if (track && c < grid.rows() && grid.mid_depth(j) < injection_.depth && layer(j).passes()) {
            leaves[c] = volume * law_.track_conductance * std::max(0.0, attempt.pressure[c]);
        }
        enters[c] = rate * grid_.source[c];
        before[c] = volume * (layer(j).porosity + state_.content[c]);
        state_.content[c] += dt * (enters[c] - net[c] - taken - leaves[c]) / volume;
        after[c] = volume * (layer(j).porosity + state_.content[c]);
        state_.absorbed += dt * taken;
        state_.leaked += dt * leaves[c];
    }
    state_.concentration = advance_solute(grid,
                                          {.duration = dt,
                                           .flux = &flux,
                                           .before = before,
                                           .after = after,
                                           .enters = enters,
                                           .leaves = leaves},
                                          state_.concentration);
    for (std::size_t c = 0; c < grid.size(); ++c) {
        state_.leaked_injectate += dt * leaves[c] * state_.concentration[c];
    }
    state_.pressure = attempt.pressure;
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
    if (changed) measure_opening();
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
    Attempt made = attempt(dt, rate);
    while (!made.settled) {
        state_.open = open;
        measure_opening();
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
