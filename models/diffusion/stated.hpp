#pragma once

#include <string_view>

#include "engine/base/error.hpp"
#include "engine/interfaces/diffusion_law.hpp"

#include "models/diffusion/layer_factor.hpp"

namespace mesogrid::models {

/// The solute's stated dermal diffusivity, carried to other layers by layer_factor().
/// Throws InputError (E0322) for a solute without one.
class StatedDiffusion final : public DiffusionLaw {
public:
    static constexpr std::string_view name = "stated";
    static constexpr std::string_view summary =
        "the solute's diffusivity in dermis, x0.3 in epidermis, x1.5 in hypodermis and muscle";
    static constexpr std::string_view example() { return "kind = \"stated\"\n"; }
    static StatedDiffusion read(Params&) { return {}; }

    Diffusivity diffusivity(const Solute& solute, const Layer& layer) const override {
        if (!solute.diffusivity) {
            throw InputError(Diagnostic{
                .code = 322,
                .problem = "nothing tells how fast " + solute.name + " diffuses in " + layer.name,
                .suggestion = "state diffusivity of the solute or of the layer, or diffuses_as = "
                              "\"interstitial-fit\""});
        }
        return layer_factor(layer) * *solute.diffusivity;
    }

    Evidence evidence(const Solute& solute, const Layer& layer) const override {
        Evidence evidence;
        if (solute.diffusivity) add_layer_factor(layer, evidence);
        return evidence;
    }
};

}  // namespace mesogrid::models
