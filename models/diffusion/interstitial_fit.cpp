#include "models/diffusion/interstitial_fit.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

#include "models/data/parameters.hpp"
#include "models/diffusion/layer_factor.hpp"

namespace mesogrid::models {
namespace {

const Parameter& row(const char* name) {
    return parameters().at(name, "dermis");
}

}  // namespace

Diffusivity dermal_diffusivity(MolarMass molar_mass) {
    return row("diffusivity_fit_prefactor").as<Diffusivity>() *
           std::pow(molar_mass / units::dalton, row("diffusivity_fit_exponent").base());
}

Diffusivity InterstitialFit::diffusivity(const Solute& solute, const Layer& layer) const {
    if (solute.diffusivity) return layer_factor(layer) * *solute.diffusivity;
    if (!solute.molar_mass) {
        throw InputError(Diagnostic{
            .code = 322,
            .problem = "nothing tells how fast " + solute.name + " diffuses in " + layer.name,
            .suggestion = "state molar_mass or diffusivity of the solute, or diffusivity of the "
                          "layer"});
    }
    Diffusivity dermal = dermal_diffusivity(*solute.molar_mass);
    if (solute.free_diffusivity) {
        dermal = std::min(dermal,
                          row("diffusivity_free_fraction_cap").base() * *solute.free_diffusivity);
    }
    return layer_factor(layer) * dermal;
}

Evidence InterstitialFit::evidence(const Solute& solute, const Layer& layer) const {
    Evidence evidence;
    add_layer_factor(layer, evidence);
    if (solute.diffusivity || !solute.molar_mass) return evidence;
    evidence.parameters.push_back(row("diffusivity_fit_prefactor"));
    evidence.parameters.push_back(row("diffusivity_fit_exponent"));
    if (solute.free_diffusivity) {
        evidence.parameters.push_back(row("diffusivity_free_fraction_cap"));
    }
    const Parameter& least = row("diffusivity_fit_mr_min");
    const Parameter& most = row("diffusivity_fit_mr_max");
    if (*solute.molar_mass < least.as<MolarMass>() || *solute.molar_mass > most.as<MolarMass>()) {
        evidence.remarks.push_back("the diffusivity of " + solute.name +
                                   " is extrapolated: its fit holds from " + least.text() + " to " +
                                   most.text());
    }
    return evidence;
}

}  // namespace mesogrid::models
