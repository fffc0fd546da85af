#include <set>

#include <fmt/format.h>

#include "engine/format/suggest.hpp"
#include "engine/run/mixture.hpp"
#include "engine/run/read_sections.hpp"

/// [product]: the injected fluid, written out, taken from the library, diluted or mixed.
namespace mesogrid::sections {
namespace {

constexpr QuantityKey<Volume> part_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mL",
            .minimum = 0.001 * units::uL,
            .maximum = 1e6 * units::uL};
}

Fluid read_fluid(Params& written, const Catalogs& catalogs);

/// The table laid over the library's product that it uses, if any; nothing after a fault.
std::optional<Params> with_library(Params& written, const Library& library) {
    const auto use = written.read_optional(
        TextKey{.name = "use",
                .meaning = "a product of `mesogrid list products`; instead of solutes or mix",
                .longest = 100});
    if (!use) return written;
    for (const char* other : {"solutes", "mix"}) {
        if (!written.has(other)) continue;
        written.fault(other, 385, "the product of the library brings its own; drop one of them");
        written.ignore_rest();
        return std::nullopt;
    }
    if (const ProductRow* row = find_row(library.products, *use)) {
        return written.laid_over(row->table);
    }
    std::vector<std::string> names;
    std::string allowed;
    for (const ProductRow& row : library.products) {
        names.push_back(row.name);
        allowed += (allowed.empty() ? "" : " | ") + row.name;
    }
    const std::string near = nearest(*use, names);
    written.fault("use",
                  384,
                  "there is no such product",
                  allowed,
                  near.empty() ? "" : "did you mean \"" + near + "\"");
    written.ignore_rest();
    return std::nullopt;
}

Fluid read_mix(Params& params, const Catalogs& catalogs) {
    std::vector<FluidPart> parts;
    for (Params& entry :
         params.groups({.name = "mix",
         .meaning = "products in one syringe: concentrations scale by volume shares"},
                       2,
                       20)) {
        const Volume volume = entry.read(part_key("volume", "volume that goes into the mixture"));
        FluidPart part{read_fluid(entry, catalogs), volume};
        for (const FluidPart& earlier : parts) {
            for (const CarriedSolute& a : earlier.fluid.solutes) {
                for (const CarriedSolute& b : part.fluid.solutes) {
                    if (a.solute.name != b.solute.name) continue;
                    const std::string problem = mixing_problem(a, b);
                    if (problem.empty()) continue;
                    entry.fault("", 387, a.solute.name + " " + problem);
                    return {};
                }
            }
        }
        parts.push_back(std::move(part));
    }
    return parts.empty() ? Fluid{} : mixed(parts);
}

Fluid read_solutes(Params& params, const Catalogs& catalogs) {
    Fluid fluid;
    std::set<std::string> names;
    // a product of the library may be a diluent
    const std::size_t fewest = params.has("use") ? 0 : 1;
    for (Params& entry :
         params.groups({.name = "solutes", .meaning = "the dissolved substances"}, fewest, 20)) {
        fluid.solutes.push_back(read_carried_solute(entry, catalogs));
        if (!names.insert(fluid.solutes.back().solute.name).second) {
            entry.fault("name", 302, "another solute has this name");
        }
    }
    return fluid;
}

/// Another concentration than the library's.
void read_concentration(Params& params, Fluid& fluid) {
    const auto stated = params.read_optional(LabelledKey<Concentration>{
        .name = "concentration",
        .meaning = "with use: concentration instead of the library's, for a product of one solute",
        .unit = "mg/mL",
        .minimum = Concentration::from_base(1e-12),
        .maximum = Concentration::from_base(1e9)});
    if (!stated) return;
    if (!params.has("use") || fluid.solutes.size() != 1) {
        params.fault("concentration",
                     386,
                     params.has("use") ? "the product has not exactly one solute"
                                       : "only with use; solutes state their own",
                     "",
                     "drop it, or use a product of one solute");
        return;
    }
    fluid.solutes.front().solute.concentration = *stated;
}

Fluid read_dilution(Params& params, Fluid fluid) {
    auto dilution = params.group_optional(
        {.name = "dilute", .meaning = "what is drawn up: so much product in so much diluent"});
    if (!dilution) return fluid;
    const Volume product = dilution->read(part_key("product", "volume of the product"));
    const Volume diluent = dilution->read(part_key("diluent", "volume that is added to it"));
    return diluted(std::move(fluid), product / (product + diluent));
}

/// How a depot forms; of a mixture what its larger part does.
void read_forms_as(Params& params, Fluid& fluid) {
    const bool mixture = params.has("mix");
    if (mixture && !params.has("forms_as")) return;
    const auto word = params.read(
        ChoiceKey{.name = "forms_as",
                  .meaning = "how a depot forms: as a liquid, or as a gel that displaces tissue; "
                             "a mixture as the larger volume of its parts",
                  .words = {"liquid", "gel"},
                  .fallback = 0,
                  .source = "aqueous products; grade E"});
    fluid.gel_share = word == 1 ? 1.0 : 0.0;
}

Fluid read_fluid(Params& written, const Catalogs& catalogs) {
    std::optional<Params> params = with_library(written, catalogs.library);
    if (!params) return {};
    const bool mixture = params->has("mix");
    if (mixture && params->has("solutes")) {
        params->fault("solutes", 385, "a mix brings the solutes of its parts; drop one of them");
    }
    Fluid fluid = mixture ? read_mix(*params, catalogs) : read_solutes(*params, catalogs);
    if (!mixture || params->has("name")) {
        fluid.name = params->read(TextKey{.name = "name",
                                          .meaning = "generic name of the product; default of a "
                                                     "mix: those of its parts",
                                          .longest = 100,
                                          .fallback = "unnamed product"});
    }
    read_concentration(*params, fluid);
    read_forms_as(*params, fluid);
    return read_dilution(*params, std::move(fluid));
}

/// Concentrations that no key holds are resolved values, too.
void record_concentrations(Params& params, const Fluid& fluid) {
    for (const CarriedSolute& carried : fluid.solutes) {
        const Labelled<Concentration>& c = carried.solute.concentration;
        const std::string unit = c.label.text + "/mm3";
        params.supply({.path = "product.concentration of " + carried.solute.name,
                       .value = fmt::format("\"{:.12g} {}\"", c.value.base(), unit),
                       .is_default = true,
                       .where = {},
                       .source = "concentrations times volume shares; grade D",
                       .unit = unit,
                       .grade = Grade::d});
    }
}

void note_gel(Params& params, const Fluid& fluid) {
    if (fluid.gel_share == 0.0) return;
    params.note(fmt::format("{:.3g} % of the product's volume forms as a gel: it is taken for a {}",
                            100.0 * fluid.gel_share,
                            fluid.gel_share >= 0.5 ? "gel by depot models that know gels; the "
                                                     "others make it a liquid's depot"
                                                   : "liquid"));
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
    const std::size_t faults = params.fault_count();
    Fluid fluid = read_fluid(params, catalogs);
    if (fluid.solutes.empty() && params.fault_count() == faults) {
        params.fault("", 388, "the product has no solute", "", "use, solutes or mix with a solute");
    }
    if (params.has("mix") || params.has("dilute") || params.has("use")) {
        record_concentrations(params, fluid);
    }
    note_gel(params, fluid);
    Product product;
    product.name = fluid.name;
    product.forms_as = fluid.gel_share >= 0.5 ? FormsAs::gel : FormsAs::liquid;
    for (CarriedSolute& carried : fluid.solutes) {
        product.solutes.push_back(std::move(carried.solute));
        laws.push_back(std::move(carried.laws));
    }
    note_mobile_gel(params, product);
    return product;
}

}  // namespace mesogrid::sections
