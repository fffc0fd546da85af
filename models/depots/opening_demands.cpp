#include "models/depots/opening_demands.hpp"

#include "engine/base/error.hpp"

namespace mesogrid::models {

void require_known_layers(const Tissue& tissue) {
    bool passes = false;
    for (const Layer& layer : tissue.layers) {
        if (layer.kind == LayerKind::other) {
            throw InputError(
                Diagnostic{.code = 341,
                           .key = "tissue.layers",
                           .problem = "opening-flow does not know how \"" + layer.name + "\" opens",
                           .allowed = "epidermis | dermis | hypodermis | muscle",
                           .suggestion = "depot.kind = \"gaussian\""});
        }
        passes = passes || layer.kind != LayerKind::epidermis;
    }
    if (passes) return;
    throw InputError(Diagnostic{.code = 340,
                                .key = "tissue.layers",
                                .problem = "no layer takes the fluid of an opening-flow",
                                .allowed = "dermis | hypodermis | muscle",
                                .suggestion = "a layer named dermis"});
}

void require_single_deposit(const Delivery& delivery) {
    if (delivery.technique != Technique::line) return;
    throw InputError(Diagnostic{.code = 345,
                                .key = "delivery.technique",
                                .problem = "opening-flow forms single deposits only: a line has no "
                                           "axis to turn about",
                                .allowed = "bolus | papule | nappage",
                                .suggestion = "depot.kind = \"swollen-lens\""});
}

void require_rate(const Delivery& delivery) {
    if (delivery.rate.base() > 0.0) return;
    throw InputError(Diagnostic{.code = 348,
                                .key = "delivery.rate",
                                .problem = "an opening flow needs a rate of injection",
                                .allowed = "0.0001 uL/s to 10000 uL/s",
                                .suggestion = "rate = \"10 uL/s\""});
}

}  // namespace mesogrid::models
