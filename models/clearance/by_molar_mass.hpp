#pragma once

#include <string_view>

#include "engine/interfaces/clearance_law.hpp"

namespace mesogrid::models {

/// First-order clearance by molar mass: the logarithm of the half-life is linear in the logarithm
/// of the molar mass between 0.3 kDa (10 min dermis, 30 min elsewhere), 5.8 kDa (45 min, 1.5 h) and
/// 66 kDa (12 h, 24 h), and constant outside; 0 in the epidermis. The points are rows of the
/// parameter table: engineering defaults (grade E) set from what is known of small hydrophilic
/// solutes, peptides and proteins. Throws InputError
/// (E0321) for a solute without a molar mass.
class ClearanceByMolarMass final : public ClearanceLaw {
public:
    static constexpr std::string_view name = "by-molar-mass";
    static constexpr std::string_view summary =
        "half-life by molar mass: minutes for small solutes, half a day for proteins";
    static constexpr std::string_view example() { return "kind = \"by-molar-mass\"\n"; }
    static ClearanceByMolarMass read(Params&) { return {}; }

    Rate rate(const Solute& solute, const Layer& layer) const override;
    Evidence evidence(const Solute& solute, const Layer& layer) const override;
};

}  // namespace mesogrid::models
