#include "models/clearance/by_molar_mass.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/error.hpp"

namespace mesogrid::models {
namespace {

struct Midpoint {
    double molar_mass;  ///< kDa
    Duration dermis;
    Duration elsewhere;
};

constexpr std::array<Midpoint, 3> kMidpoints = {{
    {0.3, 10.0 * units::min, 30.0 * units::min},
    {5.8, 45.0 * units::min, 1.5 * units::h},
    {66.0, 12.0 * units::h, 24.0 * units::h},
}};

/// t = t_a (t_b / t_a)^s, s = ln(M / M_a) / ln(M_b / M_a)
Duration between(Duration a, Duration b, double s) {
    return a * std::pow(b / a, s);
}

Duration half_life(MolarMass molar_mass, LayerKind kind) {
    const double mass = molar_mass / (1000.0 * units::dalton);
    const auto of = [kind](const Midpoint& point) {
        return kind == LayerKind::dermis ? point.dermis : point.elsewhere;
    };
    if (mass <= kMidpoints.front().molar_mass) return of(kMidpoints.front());
    for (std::size_t i = 1; i < kMidpoints.size(); ++i) {
        const Midpoint& a = kMidpoints[i - 1];
        const Midpoint& b = kMidpoints[i];
        if (mass > b.molar_mass) continue;
        return between(
            of(a), of(b), std::log(mass / a.molar_mass) / std::log(b.molar_mass / a.molar_mass));
    }
    return of(kMidpoints.back());
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

}  // namespace mesogrid::models
