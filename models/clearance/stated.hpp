#pragma once

#include <numbers>
#include <string_view>

#include "engine/base/error.hpp"
#include "engine/interfaces/clearance_law.hpp"

namespace mesogrid::models {

/// First-order clearance with the half-life that the solute states, in every layer but the
/// avascular epidermis. Throws InputError (E0321) for a solute without a half-life.
class StatedClearance final : public ClearanceLaw {
public:
    static constexpr std::string_view name = "stated";
    static constexpr std::string_view summary =
        "the solute's half_life in every layer but the epidermis";
    static constexpr std::string_view example() { return "kind = \"stated\"\n"; }
    static StatedClearance read(Params&) { return {}; }

    Rate rate(const Solute& solute, const Layer& layer) const override {
        if (layer.kind == LayerKind::epidermis) return {};
        if (!solute.half_life) {
            throw InputError(Diagnostic{
                .code = 321,
                .problem =
                    "nothing tells how fast " + solute.name + " is cleared from " + layer.name,
                .suggestion = "state half_life of the solute, clearance of the layer, or clears_as "
                              "= \"by-molar-mass\""});
        }
        return std::numbers::ln2 / *solute.half_life;
    }
};

}  // namespace mesogrid::models
