#pragma once

#include <string_view>

#include "engine/interfaces/diffusion_law.hpp"

namespace mesogrid::models {

/// D = 1.778e-4 M^-0.75 cm2/s, M in Da (Swabb, Wei, Gullino 1974, Cancer Res 34:2814: subcutis and
/// hepatoma, 32 Da to 69 kDa; extrapolated beyond). A factor of 3 either way is open.
Diffusivity dermal_diffusivity(MolarMass molar_mass);

/// The solute's stated dermal diffusivity where there is one, else dermal_diffusivity() of its
/// molar mass, capped at 0.35 of the stated diffusivity in water; in other layers times
/// layer_factor(). Throws InputError (E0322) for a solute with neither.
class InterstitialFit final : public DiffusionLaw {
public:
    static constexpr std::string_view name = "interstitial-fit";
    static constexpr std::string_view summary =
        "diffusivity where stated, else a power law of molar mass fitted to subcutaneous tissue";
    static constexpr std::string_view example() { return "kind = \"interstitial-fit\"\n"; }
    static InterstitialFit read(Params&) { return {}; }

    Diffusivity diffusivity(const Solute& solute, const Layer& layer) const override;
    Evidence evidence(const Solute& solute, const Layer& layer) const override;
};

}  // namespace mesogrid::models
