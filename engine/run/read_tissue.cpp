#include <cmath>
#include <set>

#include "engine/run/read_sections.hpp"

/// [tissue]: layers from the skin surface downward, written out.
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

Layer read_layer(Params& params) {
    Layer layer;
    layer.name = params.read(
        TextKey{.name = "name",
                .meaning = "name of the layer; epidermis, dermis, hypodermis and muscle mean what "
                           "they say, any other name is a layer of its own",
                .longest = 40});
    layer.kind = kind_of(layer.name);
    layer.thickness = params.read(QuantityKey<Length>{.name = "thickness",
                                                      .meaning = "thickness of the layer",
                                                      .unit = "mm",
                                                      .minimum = 0.01 * units::mm,
                                                      .maximum = 100.0 * units::mm});
    layer.porosity = params.read(NumberKey{
        .name = "porosity",
        .meaning = "share of the layer that is fluid the solute reaches",
        .minimum = 0.01,
        .maximum = 1.0,
        .fallback =
            layer.kind == LayerKind::hypodermis || layer.kind == LayerKind::muscle ? 0.15 : 0.4,
        .source = "0.4, in hypodermis and muscle 0.15: Aukland & Reed 1993; grade C"});
    layer.partition = params.read(
        NumberKey{.name = "partition",
                  .meaning = "concentration in this layer's fluid over that in free fluid",
                  .minimum = 1e-3,
                  .maximum = 1e3,
                  .fallback = 1.0,
                  .source = "engineering default; grade E"});
    layer.retardation = params.read(
        NumberKey{.name = "retardation",
                  .meaning = "total over free solute (fast reversible binding)",
                  .minimum = 1.0,
                  .maximum = 1e3,
                  .fallback = 1.0,
                  .source = "engineering default; 2 to 5 for lipophilic drugs; grade E"});
    layer.diffusivity = params.read_optional(
        QuantityKey<Diffusivity>{.name = "diffusivity",
                                 .meaning = "effective diffusivity in this layer, for every solute",
                                 .unit = "um2/s",
                                 .minimum = 0.0 * units::um2_per_s,
                                 .maximum = 5000.0 * units::um2_per_s});
    layer.clearance = read_clearance(params);
    return layer;
}

}  // namespace

Tissue read_tissue(Params& root) {
    Params params = root.group({.name = "tissue", .meaning = "the layers of the skin"});
    Tissue tissue;
    std::set<std::string> names;
    for (Params& entry : params.groups(
             {.name = "layers", .meaning = "layers from the skin surface downward"}, 1, 64)) {
        tissue.layers.push_back(read_layer(entry));
        if (!names.insert(tissue.layers.back().name).second) {
            entry.fault("name", 301, "another layer has this name");
        }
    }
    return tissue;
}

}  // namespace mesogrid::sections
