#include "models/depots/flow_between.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "models/depots/flow_nodes.hpp"

namespace mesogrid::models {
namespace {

/// How many punctures are formed beside the nodes, to measure what the table is off by.
constexpr std::size_t kMeasured = 3;

NodeGrid grid_of(const FormationContext& context) {
    const Delivery& delivery = context.delivery;
    NodeGrid grid;
    const double stated = (1.0 - delivery.leak) * delivery.volume.base();
    if (stated > 0.0) grid.volume = stated;
    grid.depth = delivery.depth.base();
    return grid;
}

double largest_weight(const Stand& nodes) {
    double most = 0.0;
    for (const WeightedPuncture& node : nodes) most = std::max(most, node.weight);
    return most;
}

/// Punctures with equal values lie between the same nodes.
std::pair<Volume, Length> first_node(const Stand& nodes) {
    return {nodes.front().puncture.volume_asked, nodes.front().puncture.depth};
}

Stand nodes_of(const Puncture& puncture,
               const std::vector<FlowLayer>& layers,
               const OpeningLaw& law,
               const NodeGrid& grid) {
    const double volume = puncture.volume_delivered().base();
    const double depth = puncture.depth.base();
    if (volume <= 0.0 || depth < layers.front().top || depth > layers.back().bottom) {
        return {{puncture, 1.0}};
    }
    Stand nodes;
    for (const FlowNode& node : nodes_about(layers, law, volume, depth, grid)) {
        Puncture formed = puncture;
        formed.depth = Length::from_base(node.depth);
        formed.volume_asked = Volume::from_base(node.volume);
        formed.volume_leaked = Volume{};
        nodes.push_back({formed, node.weight});
    }
    return nodes;
}

}  // namespace

FormedAt read_formed_at(Params& params) {
    return static_cast<FormedAt>(params.read(
        ChoiceKey{.name = "table",
                  .meaning = "which injections are formed: one for every volume and depth that "
                             "occurs (exact), or nodes between which these lie; auto: the fewer",
                  .words = {"auto", "exact", "nodes"},
                  .fallback = 0,
                  .source = "a note tells how far depots between nodes are off"}));
}

std::vector<Stand> stands_for(std::span<const Puncture> punctures,
                              FormedAt formed_at,
                              const OpeningLaw& law,
                              const FormationContext& context) {
    const std::vector<FlowLayer> layers = flow_layers(law, context.tissue);
    const NodeGrid grid = grid_of(context);
    std::vector<Stand> alone;
    std::vector<Stand> nodes;
    for (const Puncture& puncture : punctures) {
        alone.push_back({{puncture, 1.0}});
        nodes.push_back(nodes_of(puncture, layers, law, grid));
    }
    const bool fewer = count_classes(nodes) + kMeasured < count_classes(alone);
    const bool chosen = formed_at == FormedAt::nodes || (formed_at == FormedAt::as_needed && fewer);
    return chosen ? nodes : alone;
}

std::size_t count_classes(std::span<const Stand> stands) {
    std::set<std::pair<Volume, Length>> classes;
    for (const Stand& stand : stands) {
        for (const WeightedPuncture& part : stand) {
            const Volume volume = part.puncture.volume_delivered();
            if (volume.base() > 0.0) classes.insert({volume, part.puncture.depth});
        }
    }
    return classes.size();
}

std::vector<std::size_t> farthest_from_nodes(std::span<const Stand> stands) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < stands.size(); ++i) {
        if (stands[i].size() > 1) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return largest_weight(stands[a]) < largest_weight(stands[b]);
    });
    std::set<std::pair<Volume, Length>> seen;
    std::vector<std::size_t> chosen;
    for (const std::size_t i : order) {
        if (chosen.size() < kMeasured && seen.insert(first_node(stands[i])).second) {
            chosen.push_back(i);
        }
    }
    return chosen;
}

std::string table_note(std::size_t punctures,
                       std::size_t nodes,
                       std::span<const BlendError> measured) {
    BlendError most;
    for (const BlendError& error : measured) {
        most.radius_90 = std::max(most.radius_90, error.radius_90);
        most.outreach = std::max(most.outreach, error.outreach);
        most.wheal = std::max(most.wheal, error.wheal);
        most.pressure = std::max(most.pressure, error.pressure);
    }
    std::string note = fmt::format(
        "the depots of {} punctures lie between {} injections that were formed (depot.table = "
        "\"exact\" forms each)",
        punctures,
        nodes);
    if (measured.empty()) return note;
    return note + fmt::format(
                      ": at the {} farthest from those, formed as well, the radius of 90 % "
                      "differs by up to {:.2g} %, the outreach by {:.2g} %, the wheal by "
                      "{:.2g} %, the peak pressure by {:.2g} %",
                      measured.size(),
                      100.0 * most.radius_90,
                      100.0 * most.outreach,
                      100.0 * most.wheal,
                      100.0 * most.pressure);
}

}  // namespace mesogrid::models
