#include "engine/run/read_solute.hpp"

/// [[product.solutes]]: the dissolved substances and the laws that carry them.
namespace mesogrid::sections {
namespace {

Solute read_solute(Params& params) {
    Solute solute;
    solute.name =
        params.read(TextKey{.name = "name", .meaning = "name of the solute", .longest = 60});
    solute.concentration = params.read(LabelledKey<Concentration>{
        .name = "concentration",
        .meaning =
            "amount per volume of injected fluid; the amount in ug, an activity unit (U, MU, "
            "platelet) or uL of product",
        .unit = "mg/mL",
        .minimum = Concentration::from_base(1e-12),
        .maximum = Concentration::from_base(1e9)});
    solute.molar_mass =
        params.read_optional(QuantityKey<MolarMass>{.name = "molar_mass",
                                                    .meaning = "molar mass",
                                                    .unit = "Da",
                                                    .minimum = 2.0 * units::dalton,
                                                    .maximum = 1e7 * units::dalton});
    solute.diffusivity = params.read_optional(
        QuantityKey<Diffusivity>{.name = "diffusivity",
                                 .meaning = "effective diffusivity in dermis; else from molar_mass",
                                 .unit = "um2/s",
                                 .minimum = 0.0 * units::um2_per_s,
                                 .maximum = 5000.0 * units::um2_per_s});
    solute.free_diffusivity = params.read_optional(
        QuantityKey<Diffusivity>{.name = "free_diffusivity",
                                 .meaning = "diffusivity in water at 37 C; caps the dermal value",
                                 .unit = "um2/s",
                                 .minimum = 0.01 * units::um2_per_s,
                                 .maximum = 5000.0 * units::um2_per_s});
    solute.half_life = params.read_optional(QuantityKey<Duration>{
        .name = "half_life",
        .meaning =
            "half-life of clearance in every layer but the epidermis (clears_as = \"stated\")",
        .unit = "min",
        .minimum = 0.1 * units::s,
        .maximum = 100000.0 * units::day});
    return solute;
}

/// Did the solute choose, or get by default, the law that its half_life belongs to?
bool uses_half_life(const Params& entry) {
    const std::string path = entry.path() + ".clears_as";
    for (const ResolvedValue& value : entry.resolved_values()) {
        if (value.path == path) return value.value == "\"stated\"";
    }
    return true;  // an unknown word is a fault of its own
}

}  // namespace

CarriedSolute read_carried_solute(Params& params, const Catalogs& catalogs) {
    CarriedSolute carried{.solute = read_solute(params), .laws = {}};
    const bool stated = carried.solute.half_life.has_value();
    carried.laws.clearance = read_model(params,
                                        catalogs.clearance_laws,
                                        "clears_as",
                                        "law of clearance in layers that do not state their own",
                                        stated ? "stated" : "by-molar-mass");
    if (stated && !uses_half_life(params)) {
        params.fault(
            "half_life", 333, "only clears_as = \"stated\" uses it", "", "drop one of them");
    }
    carried.laws.diffusion = read_model(params,
                                        catalogs.diffusion_laws,
                                        "diffuses_as",
                                        "law of diffusivity in layers that do not state their own",
                                        "interstitial-fit");
    return carried;
}

}  // namespace mesogrid::sections
