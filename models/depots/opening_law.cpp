#include "models/depots/opening_law.hpp"

namespace mesogrid::models {

LayerFlow OpeningLaw::of(LayerKind kind) const {
    if (kind == LayerKind::dermis) return dermis;
    if (kind == LayerKind::hypodermis) return hypodermis;
    if (kind == LayerKind::muscle) return muscle;
    return {};
}

std::vector<FlowLayer> flow_layers(const OpeningLaw& law, const Tissue& tissue) {
    std::vector<FlowLayer> layers;
    for (std::size_t l = 0; l < tissue.layers.size(); ++l) {
        const Layer& layer = tissue.layers[l];
        layers.push_back({.kind = layer.kind,
                          .top = tissue.top(l).base(),
                          .bottom = tissue.top(l + 1).base(),
                          .porosity = layer.porosity,
                          .flow = law.of(layer.kind)});
    }
    return layers;
}

}  // namespace mesogrid::models
