#include <algorithm>
#include <stdexcept>

#include "engine/run/read_sections.hpp"

/// [target]: where, in which layer, and how the pattern meets the border.
namespace mesogrid::sections {
namespace {

constexpr QuantityKey<Length> extent_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mm",
            .minimum = 0.1 * units::mm,
            .maximum = 1000.0 * units::mm};
}

constexpr QuantityKey<Length> coordinate_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "mm",
            .minimum = -1000.0 * units::mm,
            .maximum = 1000.0 * units::mm};
}

Point to_point(const std::vector<Length>& pair) {
    return {pair[0].base(), pair[1].base()};
}

/// The forms a shape can be written in, the first one present wins; nothing after a fault.
std::optional<Outline> read_shape(Params& params) {
    const auto rectangle =
        params.read_list(extent_key("rectangle", "a rectangle: [width, height]"), 2, 2);
    const auto ellipse =
        params.read_list(extent_key("ellipse", "an ellipse: full axes [x, y]"), 2, 2);
    const auto polygon = params.read_points(
        coordinate_key("polygon", "a polygon: its corners [[x, y], …] in either direction"),
        2,
        3,
        10000);
    const auto centre = params.read_list(
        coordinate_key("centre", "centre of a rectangle or ellipse; default the origin"), 2, 2);
    const Point middle = centre.size() == 2 ? to_point(centre) : Point{};
    const int forms =
        int(params.has("rectangle")) + int(params.has("ellipse")) + int(params.has("polygon"));
    if (forms != 1) {
        params.fault("",
                     305,
                     forms == 0 ? "the shape is missing" : "several shapes are given; keep one",
                     "rectangle | ellipse | polygon");
        return std::nullopt;
    }
    if (params.has("polygon") && params.has("centre")) {
        params.fault("centre", 305, "a polygon has its place in its corners", "no centre");
    }
    try {
        if (rectangle.size() == 2) return Outline::rectangle(rectangle[0], rectangle[1], middle);
        if (ellipse.size() == 2) return Outline::ellipse(ellipse[0], ellipse[1], middle);
        if (polygon.empty()) return std::nullopt;
        Ring ring;
        for (const auto& corner : polygon) ring.push_back(to_point(corner));
        return Outline::polygon(ring);
    } catch (const std::invalid_argument& problem) {
        params.fault("polygon", 306, problem.what());
        return std::nullopt;
    }
}

std::optional<Outline> read_outline(Params& target) {
    Params params = target.group({.name = "outline", .meaning = "border of the treatment area"});
    std::optional<Outline> outline = read_shape(params);
    for (Params& entry : params.groups(
             {.name = "holes", .meaning = "areas left out: shapes as the outline"}, 0, 100)) {
        const std::optional<Outline> hole = read_shape(entry);
        if (!outline || !hole) continue;
        try {
            outline = outline->without(*hole);
        } catch (const std::invalid_argument& problem) {
            entry.fault("", 306, problem.what());
        }
    }
    return outline;
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
    if (anchor.size() == 2) placement.anchor = to_point(anchor);
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
    if (auto outline = read_outline(params)) reading.target.outline = *outline;
    reading.placement = read_placement(params);
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
