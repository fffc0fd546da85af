#include "models/depots/layer_shares.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"

namespace mesogrid::models {
namespace {

/// Mean over outlets z in the stretch of |[z - span/2, z + span/2] and [top, bottom]|/span: the
/// overlap's second antiderivative at four points; exact.
double mean_overlap(DepthStretch stretch, double span, double top, double bottom) {
    const double from = std::min(stretch.from, stretch.to);
    const double to = std::max(stretch.from, stretch.to);
    const auto within = [&](double u) { return std::clamp(u, top, bottom) - top; };
    if (to - from < 1e-6 * span) {
        const double z = 0.5 * (from + to);
        return (within(z + 0.5 * span) - within(z - 0.5 * span)) / span;
    }
    const auto area = [&](double u) {
        const double v = within(u);
        return 0.5 * v * v + std::max(0.0, u - bottom) * (bottom - top);
    };
    return ((area(to + 0.5 * span) - area(to - 0.5 * span)) -
            (area(from + 0.5 * span) - area(from - 0.5 * span))) /
           (span * (to - from));
}

[[noreturn]] void refuse_layer(const Layer& layer, DepthStretch stretch) {
    throw InputError(Diagnostic{
        .code = 341,
        .key = "tissue.layers",
        .given = "\"" + layer.name + "\"",
        .problem = "the outlet at " + write_quantity(stretch.from, "mm") +
                   " reaches this layer, and the swollen-lens depot knows how fluid lies only in "
                   "layers of these names",
        .allowed = "epidermis | dermis | hypodermis | muscle",
        .suggestion = "give the layer one of these names, another depth, or depot.kind = "
                      "\"gaussian\""});
}

[[noreturn]] void refuse_missing_dermis(const Tissue& tissue) {
    throw InputError(
        Diagnostic{.code = 340,
                   .key = "tissue.layers",
                   .given = tissue.layer_names(),
                   .problem = "the fluid would lie in the dermis, and no layer has that name",
                   .allowed = "epidermis | dermis | hypodermis | muscle",
                   .suggestion = R"(name a layer "dermis", or depot.kind = "gaussian")"});
}

}  // namespace

DepotLayers::DepotLayers(const Tissue& tissue) : tissue_(tissue) {
    double top = 0.0;
    for (std::size_t i = 0; i < tissue.layers.size(); ++i) {
        const double thickness = tissue.layers[i].thickness.base();
        const Place place{i, top, thickness};
        const LayerKind kind = tissue.layers[i].kind;
        if (kind == LayerKind::dermis) dermis_ = place;
        if (kind == LayerKind::hypodermis) hypodermis_ = place;
        if (kind == LayerKind::muscle) muscle_ = place;
        top += thickness;
    }
}

LayerShares DepotLayers::shares(DepthStretch stretch, double span) const {
    // as near as they can be, so that differences keep their digits
    const double above = std::min({0.0, stretch.from - span, stretch.to - span});
    const double below = std::max(stretch.from, stretch.to) + span;
    LayerShares shares;
    shares.surface = mean_overlap(stretch, span, above, 0.0);
    double top = 0.0;
    for (const Layer& layer : tissue_.layers) {
        const double bottom = top + layer.thickness.base();
        const double share = mean_overlap(stretch, span, top, bottom);
        top = bottom;
        if (share <= 0.0) continue;
        switch (layer.kind) {
            case LayerKind::epidermis:
                shares.epidermis += share;
                break;
            case LayerKind::dermis:
                shares.dermis += share;
                break;
            case LayerKind::hypodermis:
                shares.hypodermis += share;
                break;
            case LayerKind::muscle:
                shares.muscle += share;
                break;
            case LayerKind::other:
                refuse_layer(layer, stretch);
        }
    }
    const double beneath = mean_overlap(stretch, span, top, std::max(top, below));
    if (muscle_) {
        shares.muscle += beneath;
    } else if (hypodermis_) {
        shares.wrong_layer += beneath;
    } else {
        shares.dermis += beneath;
    }
    if (shares.lens() > 0.0 && !dermis_) refuse_missing_dermis(tissue_);
    return shares;
}

}  // namespace mesogrid::models
