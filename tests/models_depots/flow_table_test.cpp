#include <algorithm>
#include <cmath>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"

#include "models/depots/flow_between.hpp"
#include "models/depots/flow_nodes.hpp"
#include "models/depots/opening_flow.hpp"

#include "tests/support/opening_case.hpp"

namespace mesogrid::models {
namespace {

using support::Formation;
using support::porous_skin;
using support::puncture_at;
using support::shipped_flow;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using units::mm;

/// Nodes are compared on coarse grids: what is tested holds on any.
OpeningFlowDepot coarse(FormedAt formed_at) {
    return OpeningFlowDepot(shipped_flow("cells = 12"), formed_at);
}

/// Volumes and depths as a hand scatters them: n of each, all different.
std::vector<Puncture> scattered(int n) {
    std::vector<Puncture> punctures;
    for (int i = 0; i < n; ++i) {
        const double turn = std::fmod(0.618 * i, 1.0) - 0.5;
        const double shift = std::fmod(0.414 * i, 1.0) - 0.5;
        punctures.push_back(puncture_at({5.0 * i, 0.0}, 0.7 + 0.2 * turn, 20.0 + 4.0 * shift));
    }
    return punctures;
}

Formation skin_at(double depth, double volume) {
    Formation skin = porous_skin();
    skin.delivery.depth = depth * mm;
    skin.delivery.volume = Volume::from_base(volume);
    return skin;
}

TEST(FlowNodes, MakeVolumeAndDepthOfThePuncture) {
    const OpeningFlowSettings settings = shipped_flow();
    const auto layers = flow_layers(settings.law, porous_skin().tissue);
    const NodeGrid grid{.volume = 20.0, .depth = 0.7};
    for (const double volume : {0.3, 19.0, 20.0, 77.0, 2000.0}) {
        for (const double depth : {0.0, 0.03, 0.075, 0.7, 0.9, 1.3, 1.375, 1.4, 3.0, 5.875}) {
            SCOPED_TRACE(std::to_string(volume) + " uL at " + std::to_string(depth) + " mm");
            double weight = 0.0;
            double volumes = 0.0;
            double depths = 0.0;
            for (const FlowNode& node : nodes_about(layers, settings.law, volume, depth, grid)) {
                EXPECT_GT(node.weight, 0.0);
                EXPECT_LE(std::abs(std::log(node.volume / volume)), std::log(1.2) + 1e-9);
                weight += node.weight;
                volumes += node.weight * node.volume;
                depths += node.weight * node.depth;
            }
            EXPECT_NEAR(weight, 1.0, 1e-12);
            EXPECT_NEAR(volumes, volume, 1e-8 * volume);
            EXPECT_NEAR(depths, depth, 1e-8);
        }
    }
    EXPECT_EQ(nodes_about(layers, settings.law, 20.0, 0.7, grid).size(), 1U);
    EXPECT_EQ(nodes_about(layers, settings.law, 21.0, 0.7, grid).size(), 2U);
    EXPECT_EQ(nodes_about(layers, settings.law, 20.0, 0.8, grid).size(), 2U);
}

/// Else a puncture that crosses a line of nodes would change by a jump.
TEST(FlowNodes, DoNotJumpFromCellToCell) {
    const OpeningFlowSettings settings = shipped_flow();
    const auto layers = flow_layers(settings.law, porous_skin().tissue);
    const NodeGrid grid{.volume = 20.0};
    const auto value = [&](double volume, double depth) {  // any function of the nodes
        double sum = 0.0;
        for (const FlowNode& node : nodes_about(layers, settings.law, volume, depth, grid)) {
            sum += node.weight * std::sin(node.volume) * std::cos(7.0 * node.depth);
        }
        return sum;
    };
    double before = value(17.0, 0.02);
    for (int i = 1; i <= 20000; ++i) {
        const double now = value(17.0 + 4e-4 * i, 0.02 + 1e-4 * i);
        EXPECT_NEAR(now, before, 0.03) << i;
        before = now;
    }
}

TEST(FlowTable, LeavesFewPuncturesOfTheirOwnVolumeExact) {
    const Formation skin = skin_at(0.7, 20.0);
    const std::vector<Puncture> few = scattered(4);
    const std::vector<Stand> stands =
        stands_for(few, FormedAt::as_needed, shipped_flow().law, skin.context());
    for (std::size_t i = 0; i < few.size(); ++i) {
        ASSERT_EQ(stands[i].size(), 1U);
        EXPECT_EQ(stands[i][0].puncture.depth, few[i].depth);
    }
}

TEST(FlowTable, FormsFewerInjectionsThanThereArePunctures) {
    const Formation skin = skin_at(0.7, 20.0);
    const std::vector<Stand> stands =
        stands_for(scattered(200), FormedAt::as_needed, shipped_flow().law, skin.context());
    EXPECT_LE(count_classes(stands), 20U);
    const std::vector<std::size_t> measured = farthest_from_nodes(stands);
    ASSERT_EQ(measured.size(), 3U);
    for (const std::size_t i : measured) EXPECT_EQ(stands[i].size(), 4U);
}

TEST(FlowTable, KeepsTheFluidOfEveryPuncture) {
    const Formation skin = skin_at(0.7, 20.0);
    std::vector<Puncture> punctures = scattered(6);
    punctures.push_back(puncture_at({}, 0.05, 21.0));  // partly above the skin
    punctures.push_back(puncture_at({}, 0.7, 0.0));
    const OpeningFlowDepot depot = coarse(FormedAt::nodes);
    std::vector<double> fluid(punctures.size(), 0.0);
    for (const Depot& part : depot.form(punctures, 0, skin.context())) {
        EXPECT_GT(part.fluid.base(), 0.0);
        fluid[part.puncture] += part.fluid.base();
    }
    const std::vector<DepotReading> readings = depot.readings(punctures, skin.context());
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const double delivered = punctures[i].volume_delivered().base();
        EXPECT_NEAR(fluid[i] + readings[i].surface_loss.base(), delivered, 1e-12 * delivered);
        double deposited = 0.0;
        for (const Volume part : readings[i].deposited) deposited += part.base();
        EXPECT_NEAR(deposited, fluid[i], 1e-12 * delivered);
    }
    EXPECT_GT(readings[6].surface_loss.base(), 1.0);
}

/// Within 2 %: what the grids of the injections are uncertain by (docs/validation.md).
TEST(FlowTable, IsNearWhatIsFormedForThePunctureItself) {
    const Formation skin = skin_at(0.7, 20.0);
    // in the middle between nodes, in dermis and where the outlet leaves it for fat
    const std::vector<Puncture> punctures = {puncture_at({}, 0.86, 21.9),
                                             puncture_at({9.0, 0.0}, 1.3075, 18.2)};
    const OpeningFlowDepot nodes(shipped_flow(), FormedAt::nodes);
    const OpeningFlowDepot exact(shipped_flow(), FormedAt::every_class);
    const auto between = nodes.readings(punctures, skin.context());
    const auto own = exact.readings(punctures, skin.context());
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        EXPECT_NEAR(*between[i].wheal_diameter / *own[i].wheal_diameter, 1.0, 0.02);
        EXPECT_NEAR(*between[i].wheal_height / *own[i].wheal_height, 1.0, 0.02);
        EXPECT_NEAR(*between[i].depot_volume / *own[i].depot_volume, 1.0, 0.02);
        EXPECT_NEAR(*between[i].peak_pressure / *own[i].peak_pressure, 1.0, 0.02);
        EXPECT_NEAR(between[i].deposited[1] / own[i].deposited[1], 1.0, 0.02);
    }
    EXPECT_THAT(nodes.notes(punctures, skin.context()),
                Contains(HasSubstr("the depots of 2 punctures lie between 8 injections")));
    EXPECT_THAT(exact.notes(punctures, skin.context()), Not(Contains(HasSubstr("lie between"))));
}

TEST(FlowTable, IsExactWhereAPunctureIsAsStated) {
    const Formation skin = skin_at(0.7, 20.0);
    const std::vector<Puncture> stated = {puncture_at({}, 0.7, 20.0)};
    const std::vector<Depot> nodes = coarse(FormedAt::nodes).form(stated, 0, skin.context());
    const std::vector<Depot> exact = coarse(FormedAt::every_class).form(stated, 0, skin.context());
    ASSERT_EQ(nodes.size(), 1U);
    EXPECT_EQ(nodes[0].class_key, exact[0].class_key);
    EXPECT_EQ(nodes[0].fluid, exact[0].fluid);
}

TEST(FlowTable, HasTheSameBitsForAnyNumberOfThreads) {
    const Formation skin = skin_at(0.7, 20.0);
    const std::vector<Puncture> punctures = scattered(5);
    const int before = thread_count();
    std::vector<double> first;
    for (const int threads : {1, 3}) {
        set_thread_count(threads);
        std::vector<double> bits;
        for (const Depot& part : coarse(FormedAt::nodes).form(punctures, 0, skin.context())) {
            bits.push_back(part.fluid.base());
            bits.push_back(part.shape->transform(1.3, 0.2, 1.0));
        }
        if (first.empty()) first = bits;
        EXPECT_EQ(bits, first);
    }
    set_thread_count(before);
}

TEST(FlowTable, OfTwoOutletsWithOneWhealHasTheLikelierOne) {
    FormedFlow with;
    with.wheal_diameter = 4.0;
    const auto wheal = std::make_shared<const FormedFlow>(with);
    const auto none = std::make_shared<const FormedFlow>();
    const auto mixed = [&](double weight) {
        FormedFlow a = *wheal;
        FormedFlow b = *none;
        a.radii = b.radii = {0.0, 1.0};
        a.column = b.column = a.areal_share = b.areal_share = {1.0};
        a.carried = b.carried = 1.0;
        const std::vector<FlowPart> parts = {
            {std::make_shared<const FormedFlow>(a), "a", weight},
            {std::make_shared<const FormedFlow>(b), "b", 1.0 - weight}};
        return blended(parts)->wheal_diameter;
    };
    EXPECT_EQ(mixed(0.6), std::optional(4.0));
    EXPECT_EQ(mixed(0.4), std::nullopt);
}

}  // namespace
}  // namespace mesogrid::models
