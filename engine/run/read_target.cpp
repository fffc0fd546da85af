#include <stdexcept>
#include <utility>

#include "engine/run/read_sections.hpp"

/// [target]: where, in which layer, and how the pattern meets the border.
namespace mesogrid::sections {
namespace {

constexpr QuantityKey<Length> coordinate_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mm",
            .minimum = -1000.0 * units::mm,
            .maximum = 1000.0 * units::mm};
}

void cut(std::optional<Outline>& outline, const Outline& zone, Params& entry) {
    try {
        outline = outline->without(zone);
    } catch (const std::invalid_argument& problem) {
        entry.fault("", 306, problem.what());
    }
}

std::optional<Outline> read_outline(Params& target) {
    Params params = target.group({.name = "outline", .meaning = "border of the treatment area"});
    std::optional<Outline> outline = read_shape(params);
    for (Params& entry : params.groups(
             {.name = "holes", .meaning = "areas left out: shapes as the outline"}, 0, 100)) {
        const std::optional<Outline> hole = read_shape(entry);
        if (outline && hole) cut(outline, *hole, entry);
    }
    return outline;
}

/// Zones that are cut out of the outline and, with a margin around them, get no puncture.
std::vector<Exclusion> read_exclusions(Params& target, std::optional<Outline>& outline) {
    std::vector<Exclusion> exclusions;
    for (Params& entry :
         target.groups({.name = "exclusions",
         .meaning = "zones (shapes as the outline) that do not count to the target and get no "
                    "puncture, whatever the edge policy"},
                       0,
                       100)) {
        const std::optional<Outline> zone = read_shape(entry);
        const Length margin =
            entry.read(QuantityKey<Length>{.name = "margin",
                                           .meaning = "no puncture lies nearer to the zone; the "
                                                      "skin within the margin still counts",
                                           .unit = "mm",
                                           .minimum = 0.0 * units::mm,
                                           .maximum = 500.0 * units::mm,
                                           .fallback = 0.0 * units::mm,
                                           .source = "the zone alone"});
        if (!outline || !zone) continue;
        cut(outline, *zone, entry);
        exclusions.push_back({*zone, margin});
    }
    return exclusions;
}

Placement read_placement(Params& params) {
    Placement placement;
    placement.edge = static_cast<EdgePolicy>(params.read(ChoiceKey{
        .name = "edge",
        .meaning = "what happens to the pattern at the border: keep points a margin away "
                   "(inset), inside (clip), near the border outside too (bleed), or spread "
                   "the inside ones evenly (redistribute)",
        .words = {"inset", "clip", "bleed", "redistribute"},
        .fallback = 1,
        .source = "clip"}));
    placement.margin =
        params.read_optional(QuantityKey<Length>{.name = "margin",
                                                 .meaning = "for edge = \"inset\": least distance "
                                                            "of a puncture to the border; default "
                                                            "half the pattern's pitch",
                                                 .unit = "mm",
                                                 .minimum = 0.0 * units::mm,
                                                 .maximum = 500.0 * units::mm});
    if (placement.margin && placement.edge != EdgePolicy::inset) {
        params.fault("margin", 305, "only edge = \"inset\" has a margin", "no margin");
    }
    const auto anchor = params.read_list(
        coordinate_key("anchor", "a point a lattice passes through; default: centred"), 2, 2);
    if (anchor.size() == 2) placement.anchor = Point{anchor[0].base(), anchor[1].base()};
    placement.rotation = params.read(QuantityKey<Angle>{.name = "rotation",
                                                        .meaning = "rotation of the pattern",
                                                        .unit = "deg",
                                                        .minimum = -360.0 * units::deg,
                                                        .maximum = 360.0 * units::deg,
                                                        .fallback = 0.0 * units::deg,
                                                        .source = "rows along x"});
    return placement;
}

void read_layer(Params& params, const Tissue& tissue, Target& target) {
    target.layer =
        params.read(TextKey{.name = "layer",
                            .meaning = "the layer that is to be reached",
                            .longest = 40,
                            .fallback = "dermis",
                            .source = "the middle layer of the skin is the usual target"});
    const auto index = tissue.find(target.layer);
    if (index) {
        target.band = {tissue.top(*index), tissue.top(*index + 1)};
        return;
    }
    if (tissue.layers.empty()) return;  // a fault of [tissue]
    params.fault("layer", 307, "the tissue has no layer of this name", tissue.layer_names());
}

}  // namespace

std::string read_site(Params& root) {
    Params params = root.group({.name = "target", .meaning = "the treatment area"});
    return params
        .read_optional(TextKey{.name = "site",
                               .meaning =
                                   "where on the body: one of `mesogrid list tissues`, whose "
                                   "layers are used; any words where tissue.layers are "
                                   "written out",
                               .longest = 100})
        .value_or("");
}

TargetReading read_target(Params& root, const Tissue& tissue, const std::string& site) {
    Params params = root.group({.name = "target", .meaning = "the treatment area"});
    TargetReading reading;
    reading.target.site = site.empty() ? "not stated" : site;
    std::optional<Outline> outline = read_outline(params);
    std::vector<Exclusion> exclusions = read_exclusions(params, outline);
    if (outline) reading.target.outline = *outline;
    reading.placement = read_placement(params);
    reading.placement.exclusions = std::move(exclusions);
    reading.interior_margin = params.read_optional(QuantityKey<Length>{
        .name = "interior_margin",
        .meaning = "the interior lies farther than this from the border; default "
                   "half the pattern's pitch",
        .unit = "mm",
        .minimum = 0.0 * units::mm,
        .maximum = 500.0 * units::mm});
    read_layer(params, tissue, reading.target);
    return reading;
}

}  // namespace mesogrid::sections
