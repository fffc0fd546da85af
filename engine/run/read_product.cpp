#include <set>

#include "engine/run/read_sections.hpp"

/// [product]: the injected fluid and its solutes.
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

FormsAs read_forms_as(Params& params) {
    return static_cast<FormsAs>(params.read(
        ChoiceKey{.name = "forms_as",
                  .meaning = "how the depot forms: liquid soaks into the tissue, gel pushes it "
                             "aside",
                  .words = {"liquid", "gel"},
                  .fallback = 0,
                  .source = "thin products; a gel is above 1 Pa s"}));
}

/// A gel keeps its edge only where its solutes do not move.
void note_mobile_gel(Params& params, const Product& product) {
    if (product.forms_as != FormsAs::gel) return;
    for (const Solute& solute : product.solutes) {
        if (solute.diffusivity == Diffusivity{}) continue;
        params.note("forms_as = \"gel\": " + solute.name +
                    " diffuses out of the gel as in tissue; of a crosslinked gel state "
                    "diffusivity = \"0 um2/s\"");
    }
}

}  // namespace

Product read_product(Params& root, const Catalogs& catalogs, std::vector<SoluteLaws>& laws) {
    Params params = root.group({.name = "product", .meaning = "what is injected"});
    Product product;
    product.name = params.read(TextKey{.name = "name",
                                       .meaning = "generic name of the product",
                                       .longest = 100,
                                       .fallback = "unnamed product"});
    product.forms_as = read_forms_as(params);
    std::set<std::string> names;
    for (Params& entry :
         params.groups({.name = "solutes", .meaning = "the dissolved substances"}, 1, 20)) {
        product.solutes.push_back(read_solute(entry));
        if (!names.insert(product.solutes.back().name).second) {
            entry.fault("name", 302, "another solute has this name");
        }
        SoluteLaws solute_laws;
        const bool stated = product.solutes.back().half_life.has_value();
        solute_laws.clearance = read_model(entry,
                                           catalogs.clearance_laws,
                                           "clears_as",
                                           "law of clearance in layers that do not state their own",
                                           stated ? "stated" : "by-molar-mass");
        if (stated && !uses_half_life(entry)) {
            entry.fault(
                "half_life", 333, "only clears_as = \"stated\" uses it", "", "drop one of them");
        }
        solute_laws.diffusion =
            read_model(entry,
                       catalogs.diffusion_laws,
                       "diffuses_as",
                       "law of diffusivity in layers that do not state their own",
                       "interstitial-fit");
        laws.push_back(solute_laws);
    }
    note_mobile_gel(params, product);
    return product;
}

}  // namespace mesogrid::sections
