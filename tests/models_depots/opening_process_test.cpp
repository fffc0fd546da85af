#include "models/depots/opening_process.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "models/depots/opening_readings.hpp"

#include "tests/support/opening_case.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;
using support::FlowCase;
using support::formed;
using support::porous_skin;
using support::shipped_flow;

/// A process with what it refers to.
struct Running {
    OpeningFlowSettings settings;
    std::vector<FlowLayer> layers;
    Injection injection;
    FlowGrid grid;
    OpeningProcess process;

    explicit Running(const OpeningFlowSettings& used, const FlowCase& flow = {})
        : settings(used),
          layers(flow_layers(settings.law, flow.skin.tissue)),
          injection{.volume = flow.volume,
                    .rate = flow.rate,
                    .viscosity = settings.viscosity,
                    .depth = flow.depth},
          grid(make_flow_grid(layers, settings.law, injection, settings.followed.resolution)),
          process(grid, layers, settings.law, injection) {}

    double stored() const {
        double sum = 0.0;
        for (std::size_t c = 0; c < grid.grid.size(); ++c) {
            sum += grid.grid.volume(c / grid.grid.rows(), c % grid.grid.rows()) *
                   process.state().content[c];
        }
        return sum;
    }
    double injectate_there() const {
        double sum = 0.0;
        for (const double part : injectate(grid, layers, process.state())) sum += part;
        return sum;
    }
};

double ring_width_at(const RingGrid& grid, double radius) {
    std::size_t i = 0;
    while (grid.radii()[i + 1] < radius) ++i;
    return grid.width(i);
}

constexpr double kWhole = std::numeric_limits<double>::infinity();

TEST(OpeningProcess, KeepsFluidAndSoluteInEveryStep) {
    for (const FlowCase& flow :
         {FlowCase{}, FlowCase{.volume = 50.0, .rate = 50.0, .depth = 3.5}}) {
        Running run(shipped_flow(), flow);
        double relaxed = 0.0;
        while (run.process.injecting() || relaxed < 600.0) {
            const bool injects = run.process.injecting();
            const double dt = run.process.step(injects ? kWhole : 600.0 - relaxed);
            if (!injects) relaxed += dt;
            const FlowState& state = run.process.state();
            EXPECT_NEAR(run.stored() + state.absorbed, state.injected, 1e-12 * flow.volume);
            EXPECT_NEAR(run.injectate_there(), state.injected, 1e-12 * flow.volume);
        }
        EXPECT_DOUBLE_EQ(run.process.state().injected, flow.volume);
    }
}

TEST(OpeningProcess, NeverConcentratesTheInjectateWhereNoWaterIsTakenUp) {
    Running run(
        shipped_flow("vessel_exchange = \"0 1/(kPa s)\"\nlymph_exchange = \"0 1/(kPa s)\""));
    while (run.process.injecting()) {
        run.process.step(kWhole);
        for (const double c : run.process.state().concentration) {
            ASSERT_LE(c, 1.0 + 1e-12);
            ASSERT_GE(c, 0.0);
        }
    }
}

/// Open cells conduct so well that the outlet's pressure is that of the front, within what K_c
/// loses.
TEST(OpeningProcess, HoldsThePressureAtTheOpeningPressureWhileItGrows) {
    Running run(shipped_flow());
    const double whole = run.injection.volume / run.injection.rate;
    double before = 0.0;
    while (run.process.injecting()) {
        run.process.step(kWhole);
        const FlowState& state = run.process.state();
        for (const double p : state.pressure) EXPECT_GE(p, -1e-12);
        EXPECT_LE(run.process.tip_pressure(), 30.0 * 1.02);
        EXPECT_GE(state.front.radius, before);  // latched
        if (state.time > 0.2 * whole) {
            EXPECT_GT(run.process.tip_pressure(), 30.0 * 0.99);
            // no leap from ring to ring
            EXPECT_LT(state.front.radius - before,
                      0.5 * ring_width_at(run.grid.grid, state.front.radius));
        }
        before = state.front.radius;
    }
}

/// theta = C p everywhere, whatever share of a cell is open; the front itself is held at p_y, or
/// falls just short of it where A has grown.
TEST(OpeningProcess, KeepsContentAndPressureTogetherWhileTheFrontMoves) {
    Running run(shipped_flow());
    const OpeningTissue tissue(run.grid, run.layers, run.settings.law, run.injection);
    std::size_t held = 0;
    for (int step = 0; step < 90 && run.process.injecting(); ++step) {
        const double radius = run.process.state().front.radius;
        run.process.step(kWhole);
        const FlowState& state = run.process.state();
        for (std::size_t c = 0; c < state.content.size(); ++c) {
            const std::size_t row = c % run.grid.grid.rows();
            if (!tissue.layer(row).passes()) continue;
            const auto capacity = tissue.capacity(row, radius);
            const double holds = capacity.intact + state.front.opened[c] * capacity.opened;
            EXPECT_NEAR(state.content[c], holds * state.pressure[c], 1e-6 * holds * 30.0);
            if (state.front.opened[c] > 0.01 && state.front.opened[c] < 0.99) {
                EXPECT_LE(state.pressure[c], 30.0 * (1.0 + 1e-6));
                EXPECT_GE(state.pressure[c], 30.0 * 0.99);
                ++held;
            }
        }
    }
    EXPECT_GT(held, 100U);
}

TEST(OpeningProcess, ClosesWhenThePressureHasGoneAndEndsAtRest) {
    Running run(shipped_flow());
    while (run.process.injecting()) run.process.step(kWhole);
    EXPECT_GT(run.process.state().front.radius, 1.0);
    for (double t = 0.0; t < 7200.0;) t += run.process.step(7200.0 - t);
    EXPECT_EQ(run.process.state().front.radius, 0.0);
    EXPECT_LT(run.process.tip_pressure(), 0.5);
}

/// p = Q mu/(4 pi k r) erfc(r/sqrt(4 c t)) in a layer so thick that its borders are not felt, with
/// nothing opened, m = 0 and R = 1 (Rudnicki 1986; models.md 3.6).
TEST(OpeningProcess, FollowsThePointInjectionWhereNothingOpens) {
    const OpeningFlowSettings settings = shipped_flow(
        "vessel_exchange = \"0 1/(kPa s)\"\nlymph_exchange = \"0 1/(kPa s)\"\ncells = 40\n"
        "[dermis]\nopening_pressure = \"10000 kPa\"\npermeability_exponent = 0\n"
        "permeability = \"1e-13 m2\"\n");
    FlowCase flow{.volume = 2.0, .rate = 1.0, .depth = 10.0, .skin = porous_skin(20.0, 1.0)};
    Running run(settings, flow);
    while (run.process.injecting()) run.process.step(kWhole);
    const double mobility = 0.1;  // mm2/(kPa s)
    const double diffusivity = mobility * 60.0;
    const RingGrid& grid = run.grid.grid;
    int checked = 0;
    for (std::size_t c = 0; c < grid.size(); ++c) {
        const double r = std::hypot(grid.mid_radius(c / grid.rows()),
                                    grid.mid_depth(c % grid.rows()) - flow.depth);
        if (r < 0.5 || r > 3.0) continue;
        const double exact =
            1.0 / (4.0 * pi * mobility * r) * std::erfc(r / std::sqrt(4.0 * diffusivity * 2.0));
        EXPECT_NEAR(run.process.state().pressure[c], exact, 0.04 * exact) << "r = " << r;
        ++checked;
    }
    EXPECT_GT(checked, 50);
}

/// (16/3) (p_y/E') A^3 is what an opening of radius A holds; the rest is in intact tissue.
TEST(OpeningProcess, OpensAsWideAsThePennyShapedOpeningDoes) {
    const OpeningFlowSettings settings =
        shipped_flow("[dermis]\npermeability = \"1e-18 m2\"\nopening_pressure = \"10 kPa\"\n");
    const double modulus = 60.0 * 0.4 / 0.49;
    for (const double volume : {20.0, 100.0}) {
        const FormedFlow flow = formed(settings, {.volume = volume, .rate = 10.0});
        // V = (16/3) (p/E') A^3 + pi A^2 T p/M, solved for A
        double a = 1.0;
        for (int turn = 0; turn < 50; ++turn) {
            a = std::cbrt((volume - pi * a * a * 1.3 * 10.0 / 60.0) * modulus /
                          (16.0 / 3.0 * 10.0));
        }
        EXPECT_NEAR(flow.opening, a, 0.02 * a) << volume;
    }
}

/// Half as many cells over the depot change what is read by a few percent, what transport gets
/// less.
TEST(OpeningProcess, ReadsNearlyTheSameOnACoarserGrid) {
    const FlowCase flow{.volume = 100.0, .rate = 10.0};
    const FormedFlow usual = formed(shipped_flow(), flow);
    const FormedFlow coarse = formed(shipped_flow("cells = 14"), flow);
    EXPECT_NEAR(coarse.outreach, usual.outreach, 0.05 * usual.outreach);
    EXPECT_NEAR(*coarse.wheal_diameter, *usual.wheal_diameter, 0.02 * *usual.wheal_diameter);
    EXPECT_NEAR(coarse.opening, usual.opening, 0.01 * usual.opening);
    EXPECT_NEAR(coarse.radius_90, usual.radius_90, 0.015 * usual.radius_90);
}

TEST(OpeningProcess, KeepsDermalFluidOutOfFatByTheRimBetweenThem) {
    EXPECT_GT(formed(shipped_flow()).deposited[1], 0.95 * 20.0);
    EXPECT_LT(formed(shipped_flow("interface_conductance = \"1000 mm/(kPa s)\"")).deposited[1],
              0.95 * 20.0);
}

TEST(OpeningProcess, LeaksAlongTheTrackWhatItBooks) {
    const FormedFlow flow = formed(shipped_flow("track_conductance = \"0.05 1/(kPa s)\""));
    EXPECT_GT(flow.leaked, 0.01);
    EXPECT_LT(flow.leaked, 10.0);
    EXPECT_LE(flow.fluid_error, 1e-12);
    EXPECT_LE(flow.solute_error, 1e-12);
    EXPECT_DOUBLE_EQ(flow.carried + flow.leaked, 20.0);
    const FormedFlow longer =
        formed(shipped_flow("track_conductance = \"0.05 1/(kPa s)\"\nwait = \"60 s\""));
    EXPECT_GT(longer.leaked, flow.leaked);
}

}  // namespace
}  // namespace mesogrid::models
