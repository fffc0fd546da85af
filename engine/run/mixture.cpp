#include "engine/run/mixture.hpp"

#include <algorithm>
#include <typeinfo>

namespace mesogrid::sections {
namespace {

/// Are both nothing, or models of one type?
template <class Law>
bool same_law(const std::shared_ptr<const Law>& a, const std::shared_ptr<const Law>& b) {
    if (!a || !b) return a == b;
    const Law& first = *a;
    const Law& second = *b;
    return typeid(first) == typeid(second);
}

}  // namespace

Fluid diluted(Fluid fluid, double share) {
    fluid.gel_share *= share;
    for (CarriedSolute& carried : fluid.solutes) {
        Concentration& value = carried.solute.concentration.value;
        value = share * value;
    }
    return fluid;
}

std::string mixing_problem(const CarriedSolute& a, const CarriedSolute& b) {
    const Solute& first = a.solute;
    const Solute& second = b.solute;
    if (first.concentration.label != second.concentration.label) {
        return "is counted in " + first.concentration.label.text + " and in " +
               second.concentration.label.text + ", and labels never convert";
    }
    const bool alike =
        first.molar_mass == second.molar_mass && first.diffusivity == second.diffusivity &&
        first.free_diffusivity == second.free_diffusivity && first.half_life == second.half_life &&
        same_law(a.laws.clearance, b.laws.clearance) &&
        same_law(a.laws.diffusion, b.laws.diffusion);
    return alike ? "" : "has other properties in another part";
}

Fluid mixed(const std::vector<FluidPart>& parts) {
    Volume total;
    for (const FluidPart& part : parts) total += part.volume;
    Fluid mixture;
    for (const FluidPart& part : parts) {
        const Fluid thinned = diluted(part.fluid, part.volume / total);
        mixture.name += (mixture.name.empty() ? "" : " + ") + thinned.name;
        mixture.gel_share += thinned.gel_share;
        for (const CarriedSolute& carried : thinned.solutes) {
            const auto known = std::find_if(
                mixture.solutes.begin(), mixture.solutes.end(), [&](const CarriedSolute& other) {
                    return other.solute.name == carried.solute.name;
                });
            if (known == mixture.solutes.end()) {
                mixture.solutes.push_back(carried);
            } else {
                known->solute.concentration =
                    known->solute.concentration + carried.solute.concentration;
            }
        }
    }
    return mixture;
}

}  // namespace mesogrid::sections
