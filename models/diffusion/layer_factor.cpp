#include "models/diffusion/layer_factor.hpp"

#include "models/data/parameters.hpp"

namespace mesogrid::models {
namespace {

/// The row of a layer that states no factor; null where the factor is 1 by definition.
const Parameter* factor_row(const Layer& layer) {
    if (layer.diffusivity_factor) return nullptr;
    switch (layer.kind) {
        case LayerKind::epidermis:
            return &parameters().at("diffusivity_factor_epidermis", "epidermis");
        case LayerKind::hypodermis:
            return &parameters().at("diffusivity_factor_adipose", "hypodermis");
        case LayerKind::muscle:
            return &parameters().at("diffusivity_factor_muscle", "muscle");
        case LayerKind::dermis:
        case LayerKind::other:
            break;
    }
    return nullptr;
}

}  // namespace

double layer_factor(const Layer& layer) {
    if (layer.diffusivity_factor) return *layer.diffusivity_factor;
    const Parameter* row = factor_row(layer);
    return row ? row->base() : 1.0;
}

void add_layer_factor(const Layer& layer, Evidence& evidence) {
    if (const Parameter* row = factor_row(layer)) evidence.parameters.push_back(*row);
}

}  // namespace mesogrid::models
