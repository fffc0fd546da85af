#include "models/clearance/by_molar_mass.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "engine/base/error.hpp"

#include "models/data/parameters.hpp"
#include "models/data/place.hpp"

namespace mesogrid::models {
namespace {

constexpr std::array kGroups = {"small_hydrophilic", "peptide", "protein"};

const Parameter& midpoint_row(std::size_t group) {
    return parameters().at(std::string("clearance_midpoint_") + kGroups[group], "all");
}

const Parameter& half_life_row(std::size_t group, LayerKind kind) {
    return parameters().at(std::string("clearance_half_life_") + kGroups[group],
                           place_of(kind, "hypodermis"));
}

/// The group at or above this molar mass and the one beneath it; both the same outside.
struct Bracket {
    std::size_t below = 0;
    std::size_t above = 0;
};

Bracket bracket(MolarMass molar_mass) {
    std::size_t above = 0;
    while (above < kGroups.size() && molar_mass > midpoint_row(above).as<MolarMass>()) ++above;
    const std::size_t last = kGroups.size() - 1;
    return {above == 0 ? 0 : above - 1, std::min(above, last)};
}

Duration half_life(MolarMass molar_mass, LayerKind kind) {
    const auto [below, above] = bracket(molar_mass);
    const auto a = half_life_row(below, kind).as<Duration>();
    if (below == above) return a;
    // t = t_a (t_b / t_a)^s, s = ln(M / M_a) / ln(M_b / M_a)
    const auto mass_a = midpoint_row(below).as<MolarMass>();
    const double s =
        std::log(molar_mass / mass_a) / std::log(midpoint_row(above).as<MolarMass>() / mass_a);
    return a * std::pow(half_life_row(above, kind).as<Duration>() / a, s);
}

}  // namespace

Rate ClearanceByMolarMass::rate(const Solute& solute, const Layer& layer) const {
    if (layer.kind == LayerKind::epidermis) return {};
    if (!solute.molar_mass) {
        throw InputError(Diagnostic{
            .code = 321,
            .problem = "nothing tells how fast " + solute.name + " is cleared from " + layer.name,
            .suggestion =
                "state molar_mass or half_life of the solute, or clearance of the layer"});
    }
    return std::numbers::ln2 / half_life(*solute.molar_mass, layer.kind);
}

Evidence ClearanceByMolarMass::evidence(const Solute& solute, const Layer& layer) const {
    if (layer.kind == LayerKind::epidermis) {
        return {{parameters().at("clearance_rate", "epidermis")}, {}};
    }
    Evidence evidence;
    if (!solute.molar_mass) return evidence;
    const auto [below, above] = bracket(*solute.molar_mass);
    for (std::size_t group = below; group <= above; ++group) {
        evidence.parameters.push_back(midpoint_row(group));
        evidence.parameters.push_back(half_life_row(group, layer.kind));
    }
    return evidence;
}

}  // namespace mesogrid::models
