#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "tests/models_depots/merged_group.hpp"

/// What holds in every step of depots that are solved together.
namespace mesogrid::models {
namespace {

using support::Group;
using support::kCoarse;

constexpr double kWhole = std::numeric_limits<double>::infinity();

TEST(MergedProcess, KeepsFluidAndEachSoluteInEveryStep) {
    Group group(kCoarse);
    group.on_cells(6.0).add({0.0, 0.0}, 3.0).add({1.5, 0.4}, 2.0, 0.9);
    const FlowGridOn<BoxGrid> flow = merged_grid(
        group.layers, group.settings.law, group.members, group.settings.followed.resolution);
    double moved = 0.0;
    const auto placed = [&](std::size_t m) {
        return placed_in(flow, group.layers, group.settings.law, group.members[m], moved);
    };
    FlowProcess<BoxGrid> process(flow, group.layers, group.settings.law, placed(0));
    const auto sum = [&](const std::vector<double>& concentration) {
        double all = 0.0;
        for (std::size_t c = 0; c < flow.grid.size(); ++c) {
            const double phi = group.layers[flow.layer_of_row[c % flow.grid.rows()]].porosity;
            all += flow.grid.volume(c / flow.grid.rows(), c % flow.grid.rows()) *
                   (phi + process.state().content[c]) * concentration[c];
        }
        return all;
    };
    const auto check = [&] {
        const FlowState& state = process.state();
        double stored = 0.0;
        for (std::size_t c = 0; c < flow.grid.size(); ++c) {
            stored +=
                flow.grid.volume(c / flow.grid.rows(), c % flow.grid.rows()) * state.content[c];
        }
        EXPECT_NEAR(stored + state.absorbed, state.injected, 1e-12 * 5.0);
        const double first = state.earlier.empty() ? 0.0 : 3.0;
        if (first > 0.0) {
            EXPECT_NEAR(sum(state.earlier[0].concentration), 3.0, 3e-12);
        }
        EXPECT_NEAR(sum(state.concentration), state.injected - first, 5e-12);
    };
    for (std::size_t m = 0; m < 2; ++m) {
        if (m > 0) process.inject_next(placed(m));
        while (process.injecting()) {
            process.step(kWhole);
            check();
        }
    }
    for (double t = 0.0; t < 10.0;) {
        t += process.step(10.0 - t);
        check();
    }
}

/// theta = C p within what the iteration leaves, whatever share of a cell is open; the front itself
/// is held at p_y, or falls just short of it where A has grown, once it is some cells long.
TEST(MergedProcess, KeepsContentAndPressureTogetherWhileTheFrontMoves) {
    Group group(kCoarse);
    group.add({0.0, 0.0}, 3.0);
    const FlowGridOn<BoxGrid> flow = merged_grid(
        group.layers, group.settings.law, group.members, group.settings.followed.resolution);
    double moved = 0.0;
    FlowProcess<BoxGrid> process(
        flow,
        group.layers,
        group.settings.law,
        placed_in(flow, group.layers, group.settings.law, group.members[0], moved));
    const OpeningTissue tissue(flow, group.layers, group.settings.law, group.members[0].injection);
    std::size_t held = 0;
    while (process.injecting()) {
        const OpeningFront before = process.state().front;
        process.step(kWhole);
        const FlowState& state = process.state();
        for (std::size_t c = 0; c < state.content.size(); ++c) {
            const std::size_t row = c % flow.grid.rows();
            if (!tissue.layer(row).passes() || (state.front.reached[c] && !before.reached[c]))
                continue;
            const auto capacity = tissue.capacity(row, before.radius_of(c));
            const double holds = capacity.intact + state.front.opened[c] * capacity.opened;
            EXPECT_NEAR(state.content[c], holds * state.pressure[c], 1e-5 * holds * 30.0);
            if (state.front.opened[c] > 0.01 && state.front.opened[c] < 0.99) {
                EXPECT_LE(state.pressure[c], 30.0 * (1.0 + 1e-6));
                if (state.time < 0.5 * 0.3) continue;
                EXPECT_GE(state.pressure[c], 30.0 * 0.99);
                ++held;
            }
        }
    }
    EXPECT_GT(held, 100U);
}

/// Neither any injectate nor those of all together exceed what is injected, where no water is taken
/// up.
TEST(MergedProcess, NeverConcentratesTheInjectate) {
    Group group(std::string(kCoarse) +
                "\nvessel_exchange = \"0 1/(kPa s)\"\nlymph_exchange = \"0 1/(kPa s)\"");
    group.on_cells(6.0).add({0.0, 0.0}, 3.0).add({1.2, 0.0}, 2.0).add({0.5, 0.9}, 1.0);
    const FlowGridOn<BoxGrid> flow = merged_grid(
        group.layers, group.settings.law, group.members, group.settings.followed.resolution);
    double moved = 0.0;
    FlowProcess<BoxGrid> process(
        flow,
        group.layers,
        group.settings.law,
        placed_in(flow, group.layers, group.settings.law, group.members[0], moved));
    double most = 0.0;
    for (std::size_t m = 0; m < group.members.size(); ++m) {
        if (m > 0) {
            process.inject_next(
                placed_in(flow, group.layers, group.settings.law, group.members[m], moved));
        }
        while (process.injecting()) {
            process.step(kWhole);
            const FlowState& state = process.state();
            for (std::size_t c = 0; c < flow.grid.size(); ++c) {
                double all = state.concentration[c];
                double least = all;
                for (const FlowState::Earlier& earlier : state.earlier) {
                    all += earlier.concentration[c];
                    least = std::min(least, earlier.concentration[c]);
                }
                ASSERT_LE(all, 1.0 + 1e-9);
                ASSERT_GE(least, 0.0);
                most = std::max(most, all);
            }
        }
    }
    EXPECT_GT(most, 0.99);  // they fill the tissue together
}

}  // namespace
}  // namespace mesogrid::models
