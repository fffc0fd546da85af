#pragma once

#include <string_view>

#include "engine/interfaces/depot_model.hpp"

#include "models/depots/lens_law.hpp"

namespace mesogrid::models {

/// The default depot, in closed form (models.md 2, docs/depots.md): a swollen lens in the dermis,
/// calibrated on wheals, an ellipsoid in the hypodermis, a bolus of gel, by layer as the outlet's
/// span meets them; along a path as overlapping depots of one common size.
class SwollenLensDepot final : public DepotModel {
public:
    static constexpr std::string_view name = "swollen-lens";
    static constexpr std::string_view summary =
        "swollen lens in dermis, ellipsoid in fat, sized by volume from measured wheals and depots";
    static constexpr std::string_view example() { return "kind = \"swollen-lens\"\n"; }
    static SwollenLensDepot read(Params& params);

    explicit SwollenLensDepot(const LensLaw& law) : law_(law) {}

    std::string class_key(const Puncture& puncture, const FormationContext& context) const override;
    std::vector<Depot> form(std::span<const Puncture> punctures,
                            std::size_t first,
                            const FormationContext& context) const override;
    /// Radius of the widest depot, and half of a line's path.
    Length reach(const Puncture& puncture, const FormationContext& context) const override;
    DepotReading reading(const Puncture& puncture, const FormationContext& context) const override;
    std::vector<std::string> notes(std::span<const Puncture> punctures,
                                   const FormationContext& context) const override;

private:
    LensLaw law_;
};

}  // namespace mesogrid::models
