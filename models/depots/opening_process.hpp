#pragma once

#include <span>
#include <vector>

#include "engine/numerics/box_solute.hpp"
#include "engine/numerics/ring_limited.hpp"

#include "models/depots/opening_front.hpp"
#include "models/depots/opening_grid.hpp"
#include "models/depots/opening_tissue.hpp"

namespace mesogrid::models {

/// Where an injection stands. One value per cell of its grid.
struct FlowState {
    double time = 0.0;                  ///< since its beginning, s
    std::vector<double> pressure;       ///< over rest, kPa
    std::vector<double> content;        ///< fluid above rest per reference volume, theta
    std::vector<double> concentration;  ///< of injectate per fluid volume, over the injected one
    OpeningFront front;                 ///< what is open
    double injected = 0.0;              ///< uL of fluid so far
    double absorbed = 0.0;              ///< by vessels and lymph, water only
    double leaked = 0.0;                ///< along the track, fluid
    double leaked_injectate = 0.0;

    /// What became of the injectate of one of the injections before this one.
    struct Earlier {
        std::vector<double> concentration;
        double leaked = 0.0;
    };
    std::vector<Earlier> earlier;  ///< in their order; `concentration` is of the last one

    explicit FlowState(std::size_t cells)
        : pressure(cells, 0.0), content(cells, 0.0), concentration(cells, 0.0), front(cells) {}
};

/// How much work an injection took.
struct FlowEffort {
    std::size_t steps = 0;
    std::size_t solves = 0;
    std::size_t iterations = 0;  ///< of those, where they are not direct
};

/// One injection on a grid: how much goes where.
struct Placed {
    Injection injection;
    std::vector<double> source;  ///< share of the rate that enters each cell; sums to 1
    std::size_t axis = 0;        ///< the column beneath the needle
    double track = 1.0;          ///< share of that column which the needle's track takes
};

/// The opening flow of injections, one after the other (models.md 3.2 to 3.4): backward Euler on
/// the fluid content theta = C(o) p, an opening front that moves within the step, the update made
/// from the step's own face fluxes, so that fluid is exact to rounding; solute carried by the same
/// fluxes. Mobility follows the pressure by repeated substitution to 1e-3 of p_y.
template <class Grid>
class FlowProcess {
public:
    /// Begins with the first injection. `grid`, `layers` and `law` must outlive the process.
    FlowProcess(const FlowGridOn<Grid>& grid,
                std::span<const FlowLayer> layers,
                const OpeningLaw& law,
                Placed first);
    /// The same with the grid's own source on its axis.
    FlowProcess(const FlowGridOn<Grid>& grid,
                std::span<const FlowLayer> layers,
                const OpeningLaw& law,
                const Injection& injection)
        : FlowProcess(grid, layers, law, Placed{injection, grid.source, 0, 1.0}) {}

    /// The next injection, of the same rate and product, into what the ones before have left.
    void inject_next(Placed next);

    const FlowState& state() const { return state_; }
    const FlowEffort& effort() const { return effort_; }
    double porosity(std::size_t row) const { return layer(row).porosity; }
    /// Mean over the outlet of the last injection, kPa.
    double tip_pressure() const;

    /// The next step: while injecting at most `limit` s and never past the end of the injection,
    /// later at most `limit` s. Returns its length. Throws SimulationError (E0621) where steps grow
    /// too short to end.
    double step(double limit);
    bool injecting() const { return state_.injected < injected_before_ + injection_.volume; }

private:
    using Faces = typename FlowOn<Grid>::Faces;

    /// What a step moves, and what it leads to.
    struct Balance {
        Faces flux;
        std::vector<double> taken;    ///< by vessels and lymph, mm3/s
        std::vector<double> leaves;   ///< along the track, mm3/s
        std::vector<double> content;  ///< theta after the step
    };
    struct Attempt {
        std::vector<double> pressure;
        MovingFront moving;
        Faces conductance;
        bool settled = false;
    };

    const FlowLayer& layer(std::size_t row) const { return tissue_.layer(row); }
    bool needle_is_in() const;
    bool on_the_track(std::size_t cell) const;
    std::vector<double> solved(double dt, double rate, const Attempt& attempt);
    double change(const std::vector<double>& from, const std::vector<double>& to) const;
    Attempt attempt(double dt, double rate);
    Balance balance(double dt, double rate, const Attempt& attempt) const;
    void accept(double dt, double rate, const Attempt& attempt);
    void close_what_is_slack();
    [[noreturn]] void refuse_to_go_on(double dt) const;

    const FlowGridOn<Grid>& grid_;
    const OpeningLaw& law_;
    OpeningTissue<Grid> tissue_;
    Placed placed_;
    Injection injection_;
    typename FlowOn<Grid>::Pressure solver_;
    FlowState state_;
    FlowEffort effort_;
    double next_step_;
    double began_ = 0.0;            ///< the last injection, s
    double injected_before_ = 0.0;  ///< it, uL
    std::size_t solves_before_ = 0;
};

/// One injection on rings about its axis.
using OpeningProcess = FlowProcess<RingGrid>;

}  // namespace mesogrid::models
