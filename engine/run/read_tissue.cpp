#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/format/suggest.hpp"
#include "engine/run/read_sections.hpp"

/// [tissue]: layers from the skin surface downward, written out or those of the site.
namespace mesogrid::sections {
namespace {

LayerKind kind_of(const std::string& name) {
    if (name == "epidermis") return LayerKind::epidermis;
    if (name == "dermis") return LayerKind::dermis;
    if (name == "hypodermis") return LayerKind::hypodermis;
    if (name == "muscle") return LayerKind::muscle;
    return LayerKind::other;
}

std::optional<Rate> read_clearance(Params& params) {
    const auto half_life = params.read_optional(
        QuantityKey<Duration>{.name = "half_life",
                              .meaning = "half-life of clearance in this layer, for every solute",
                              .unit = "min",
                              .minimum = 0.1 * units::s,
                              .maximum = 100000.0 * units::day});
    const auto rate = params.read_optional(
        QuantityKey<Rate>{.name = "clearance",
                          .meaning = "first-order clearance rate in this layer, for every solute; "
                                     "instead of half_life",
                          .unit = "1/s",
                          .minimum = 0.0 * units::per_s,
                          .maximum = 10.0 * units::per_s});
    if (half_life && rate) {
        params.fault("clearance", 303, "this layer states a half_life, too; keep one of them");
    }
    if (half_life) return std::log(2.0) / *half_life;
    return rate;
}

const Parameter& porosity_row(const ParameterTable& table, LayerKind kind) {
    switch (kind) {
        case LayerKind::epidermis:
            return table.at("porosity", "epidermis");
        case LayerKind::hypodermis:
            return table.at("porosity", "hypodermis");
        case LayerKind::muscle:
            return table.at("porosity", "muscle");
        case LayerKind::dermis:
        case LayerKind::other:
            break;
    }
    return table.at("porosity_small_solute", "dermis");
}

constexpr QuantityKey<Length> kThickness{.name = "thickness",
                                         .meaning = "thickness of the layer",
                                         .unit = "mm",
                                         .minimum = 0.01 * units::mm,
                                         .maximum = 100.0 * units::mm};

/// What makes clearance more than first-order; carried by the grid solver.
void read_kinetics(Params& params, Layer& layer) {
    layer.half_saturation = params.read_optional(LabelledKey<Concentration>{
        .name = "half_saturation",
        .meaning = "amount per tissue volume at which clearance works at half its rate "
                   "(Michaelis-Menten: K_m; V_max is the clearance rate times it)",
        .unit = "mg/mL",
        .minimum = Concentration::from_base(1e-12),
        .maximum = Concentration::from_base(1e9)});
    constexpr QuantityKey<Rate> binding{
        .name = "binding",
        .meaning = "rate at which free solute binds to sites that do not move and do not fill up",
        .unit = "1/s",
        .minimum = 0.0 * units::per_s,
        .maximum = 1e3 * units::per_s};
    constexpr QuantityKey<Rate> release{.name = "release",
                                        .meaning = "rate at which bound solute comes free again",
                                        .unit = "1/s",
                                        .minimum = 0.0 * units::per_s,
                                        .maximum = 1e3 * units::per_s};
    layer.binding = params.read_optional(binding).value_or(Rate{});
    layer.release = params.read_optional(release).value_or(Rate{});
}

/// Every value of a layer but its name and thickness.
void read_values(Params& params, const ParameterTable& table, Layer& layer) {
    layer.porosity = params.read(
        NumberKey{.name = "porosity",
                  .meaning = "share of the layer that is fluid the solute reaches",
                  .minimum = 0.01,
                  .maximum = 1.0,
                  .source = "rows porosity and porosity_small_solute of the parameters"},
        porosity_row(table, layer.kind));
    layer.partition = params.read(
        NumberKey{.name = "partition",
                  .meaning = "concentration in this layer's fluid over that in free fluid",
                  .minimum = 1e-3,
                  .maximum = 1e3,
                  .fallback = 1.0,
                  .source = "engineering default; grade E"});
    layer.retardation =
        params.read(NumberKey{.name = "retardation",
                              .meaning = "total over free solute (fast reversible binding)",
                              .minimum = 1.0,
                              .maximum = 1e3,
                              .source = "row retardation_factor of the parameters"},
                    table.at("retardation_factor", "all"));
    layer.diffusivity_factor = params.read_optional(
        NumberKey{.name = "diffusivity_factor",
                  .meaning = "diffusivity in this layer over that in dermis, for every solute; "
                             "default: by the kind of layer",
                  .minimum = 0.0,
                  .maximum = 100.0});
    layer.diffusivity = params.read_optional(
        QuantityKey<Diffusivity>{.name = "diffusivity",
                                 .meaning = "effective diffusivity in this layer, for every solute",
                                 .unit = "um2/s",
                                 .minimum = 0.0 * units::um2_per_s,
                                 .maximum = 5000.0 * units::um2_per_s});
    if (layer.diffusivity && layer.diffusivity_factor) {
        params.fault("diffusivity_factor", 382, "this layer states a diffusivity, too; keep one");
    }
    layer.clearance = read_clearance(params);
    read_kinetics(params, layer);
}

Layer read_layer(Params& params, const ParameterTable& table) {
    Layer layer;
    layer.name = params.read(
        TextKey{.name = "name",
                .meaning = "name of the layer; epidermis, dermis, hypodermis and muscle mean what "
                           "they say, any other name is a layer of its own",
                .longest = 40});
    layer.kind = kind_of(layer.name);
    layer.thickness = params.read(kThickness);
    read_values(params, table, layer);
    return layer;
}

Tissue read_layers(Params& params, const ParameterTable& table) {
    Tissue tissue;
    std::set<std::string> names;
    for (Params& entry :
         params.groups({.name = "layers",
         .meaning = "layers from the skin surface downward; instead of those of a site"},
                       1,
                       64)) {
        tissue.layers.push_back(read_layer(entry, table));
        if (!names.insert(tissue.layers.back().name).second) {
            entry.fault("name", 301, "another layer has this name");
        }
    }
    return tissue;
}

/// One layer of a site: its data, and what the scenario lays over them.
Layer read_site_layer(Params& tissue,
                      const Library& library,
                      const SiteRow& site,
                      const char* name) {
    Params params = tissue.group({.name = name,
                                  .meaning = "values laid over those of the site's epidermis, "
                                             "dermis or hypodermis; or a muscle beneath them",
                                  .required = false,
                                  .listed_as = "<layer>"});
    Layer layer;
    layer.name = name;
    layer.kind = kind_of(name);
    const Parameter* thickness =
        library.parameters.find(std::string("thickness_") + name, site.region);
    layer.thickness = thickness ? params.read(kThickness, *thickness) : params.read(kThickness);
    read_values(params, library.parameters, layer);
    return layer;
}

Tissue read_site_layers(Params& params, const Library& library, const SiteRow& site) {
    Tissue tissue;
    for (const char* name : {"epidermis", "dermis", "hypodermis"}) {
        tissue.layers.push_back(read_site_layer(params, library, site, name));
    }
    if (params.has("muscle")) {
        tissue.layers.push_back(read_site_layer(params, library, site, "muscle"));
    }
    if (!site.note.empty()) {
        params.note(fmt::format("target.site = \"{}\": the layers are those of {}; {}",
                                site.name,
                                site.region,
                                site.note));
    }
    return tissue;
}

/// Neither layers nor a site that has some.
void refuse_site(Params& root, const Library& library, const std::string& site) {
    std::vector<std::string> names;
    for (const SiteRow& row : library.sites) names.push_back(row.name);
    const std::string near = nearest(site, names);
    root.group({.name = "target", .meaning = ""})
        .fault("site",
               380,
               "no layers are known for this site; see `mesogrid list tissues` or write "
               "tissue.layers",
               "",
               near.empty() ? "" : "did you mean \"" + near + "\"");
}

}  // namespace

Tissue read_tissue(Params& root, const Library& library, const std::string& site) {
    const SiteRow* row = find_row(library.sites, site);
    Params params = root.group({.name = "tissue",
                                .meaning = "the layers of the skin; default: those of target.site",
                                .required = false});
    if (params.has("layers") || site.empty()) {
        for (const char* layer : {"epidermis", "dermis", "hypodermis", "muscle"}) {
            if (!params.has(layer)) continue;
            params.fault(layer, 381, "tissue.layers writes every layer out; keep one of them");
            params.group({.name = layer, .meaning = "", .listed_as = "<layer>"}).ignore_rest();
        }
        return read_layers(params, library.parameters);
    }
    if (row) return read_site_layers(params, library, *row);
    refuse_site(root, library, site);
    params.ignore_rest();
    return {};
}

}  // namespace mesogrid::sections
