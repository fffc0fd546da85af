#include "models/diffusion/interstitial_fit.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

#include "models/diffusion/layer_factor.hpp"

namespace mesogrid::models {
namespace {

/// Largest share of the diffusivity in water that the interstitium leaves (grade E).
constexpr double kLargestShareOfFree = 0.35;

}  // namespace

Diffusivity dermal_diffusivity(MolarMass molar_mass) {
    // 1 cm2/s = 100 mm2/s
    return 1.778e-2 * std::pow(molar_mass / units::dalton, -0.75) * units::mm2_per_s;
}

Diffusivity InterstitialFit::diffusivity(const Solute& solute, const Layer& layer) const {
    if (solute.diffusivity) return layer_factor(layer.kind) * *solute.diffusivity;
    if (!solute.molar_mass) {
        throw InputError(Diagnostic{
            .code = 322,
            .problem = "nothing tells how fast " + solute.name + " diffuses in " + layer.name,
            .suggestion = "state molar_mass or diffusivity of the solute, or diffusivity of the "
                          "layer"});
    }
    Diffusivity dermal = dermal_diffusivity(*solute.molar_mass);
    if (solute.free_diffusivity) {
        dermal = std::min(dermal, kLargestShareOfFree * *solute.free_diffusivity);
    }
    return layer_factor(layer.kind) * dermal;
}

}  // namespace mesogrid::models
