#pragma once

#include <numbers>
#include <string_view>

#include "engine/interfaces/clearance_law.hpp"

#include "models/data/parameters.hpp"
#include "models/data/place.hpp"

namespace mesogrid::models {

/// Free hyaluronan chains leave with the lymph: one half-life (18 h; Reed 1990, rabbit: 0.5 to 1
/// day at 5 mg/mL or less; grade E) in every layer but the epidermis.
class FreeHyaluronanClearance final : public ClearanceLaw {
public:
    static constexpr std::string_view name = "free_ha";
    static constexpr std::string_view summary =
        "hyaluronan that is not crosslinked: with the lymph, half a day to a day";
    static constexpr std::string_view example() { return "kind = \"free_ha\"\n"; }
    static FreeHyaluronanClearance read(Params&) { return {}; }

    Rate rate(const Solute&, const Layer& layer) const override {
        if (layer.kind == LayerKind::epidermis) return {};
        return std::numbers::ln2 / row(layer).as<Duration>();
    }
    Evidence evidence(const Solute&, const Layer& layer) const override {
        return {{row(layer)}, {}};
    }

private:
    static const Parameter& row(const Layer& layer) {
        if (layer.kind == LayerKind::epidermis) {
            return parameters().at("clearance_rate", "epidermis");
        }
        return parameters().at("clearance_half_life_free_ha", place_of(layer.kind, "hypodermis"));
    }
};

/// Crosslinked hyaluronan does not leave, it degrades: one half-life (120 d; of the order of 6 to
/// 12 months for the visible effect; grade E) in every layer, the epidermis included.
class GelHyaluronanClearance final : public ClearanceLaw {
public:
    static constexpr std::string_view name = "gel_ha";
    static constexpr std::string_view summary =
        "crosslinked hyaluronan: degrades within months, in every layer";
    static constexpr std::string_view example() { return "kind = \"gel_ha\"\n"; }
    static GelHyaluronanClearance read(Params&) { return {}; }

    Rate rate(const Solute&, const Layer& layer) const override {
        return std::numbers::ln2 / row(layer).as<Duration>();
    }
    Evidence evidence(const Solute&, const Layer& layer) const override {
        return {{row(layer)}, {}};
    }

private:
    static const Parameter& row(const Layer& layer) {
        return parameters().at("clearance_half_life_gel_ha", place_of(layer.kind, "hypodermis"));
    }
};

}  // namespace mesogrid::models
