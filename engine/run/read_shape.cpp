#include <stdexcept>

#include "engine/format/svg.hpp"
#include "engine/run/read_sections.hpp"

/// Shapes of outlines, holes and exclusions.
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

/// What a shape can be written as.
struct Written {
    std::vector<Length> rectangle;
    std::vector<Length> ellipse;
    std::vector<std::vector<Length>> polygon;
    std::optional<TextFile> svg;
    std::string element;
    Point centre;
};

Written read_written(Params& params) {
    Written written;
    written.rectangle =
        params.read_list(extent_key("rectangle", "a rectangle: [width, height]"), 2, 2);
    written.ellipse = params.read_list(extent_key("ellipse", "an ellipse: full axes [x, y]"), 2, 2);
    written.polygon = params.read_points(
        coordinate_key("polygon", "a polygon: its corners [[x, y], …] in either direction"),
        2,
        3,
        10000);
    written.svg = params.read_file(
        {.name = "svg",
         .meaning = "a drawing with width and height in mm, cm, in, pt, pc or px; x and y count "
                    "from the page's lower left corner, y upwards",
         .ending = ".svg",
         .limit = kMostSvgBytes});
    written.element =
        params
            .read_optional(TextKey{.name = "element",
                                   .meaning = "id or class of the shapes (or of their group) in "
                                              "the drawing; default its only shape",
                                   .longest = 100})
            .value_or("");
    const auto centre = params.read_list(
        coordinate_key("centre", "centre of a rectangle or ellipse; default the origin"), 2, 2);
    if (centre.size() == 2) written.centre = {centre[0].base(), centre[1].base()};
    return written;
}

bool is_one_form(Params& params) {
    int forms = 0;
    for (const char* form : {"rectangle", "ellipse", "polygon", "svg"}) forms += params.has(form);
    if (forms != 1) {
        params.fault("",
                     305,
                     forms == 0 ? "the shape is missing" : "several shapes are given; keep one",
                     "rectangle | ellipse | polygon | svg");
        return false;
    }
    if (params.has("polygon") && params.has("centre")) {
        params.fault("centre", 305, "a polygon has its place in its corners", "no centre");
    }
    if (params.has("svg") && params.has("centre")) {
        params.fault("centre", 305, "a drawing has its place on its page", "no centre");
    }
    if (params.has("element") && !params.has("svg")) {
        params.fault("element", 333, "only a drawing has elements", "no element");
    }
    return true;
}

/// All that the drawing's shapes enclose. Throws std::invalid_argument naming the shape.
Outline outline_of(const std::vector<SvgShape>& shapes) {
    std::vector<Outline> outlines;
    for (const SvgShape& shape : shapes) {
        std::vector<Ring> rings;
        for (const SvgRing& drawn : shape.rings) {
            rings.emplace_back();
            for (const SvgPoint p : drawn) rings.back().push_back({p.x, p.y});
        }
        const FillRule rule =
            shape.fill_rule == SvgFillRule::evenodd ? FillRule::evenodd : FillRule::nonzero;
        try {
            outlines.push_back(Outline::filled(rings, rule));
        } catch (const std::invalid_argument& problem) {
            throw std::invalid_argument(shape.name + ": " + problem.what());
        }
    }
    return Outline::united(outlines);
}

std::optional<Outline> made(const Written& written, Params& params) {
    const auto& [rectangle, ellipse, polygon, svg, element, centre] = written;
    if (rectangle.size() == 2) return Outline::rectangle(rectangle[0], rectangle[1], centre);
    if (ellipse.size() == 2) return Outline::ellipse(ellipse[0], ellipse[1], centre);
    if (svg) {
        try {
            return outline_of(read_svg(svg->text, svg->path, element));
        } catch (const InputError& faults) {
            params.adopt(faults);
        }
    }
    if (polygon.empty()) return std::nullopt;
    Ring ring;
    for (const auto& corner : polygon) ring.push_back({corner[0].base(), corner[1].base()});
    return Outline::polygon(ring);
}

}  // namespace

std::optional<Outline> read_shape(Params& params) {
    const Written written = read_written(params);
    if (!is_one_form(params)) return std::nullopt;
    try {
        return made(written, params);
    } catch (const std::invalid_argument& problem) {
        params.fault(params.has("svg") ? "svg" : "polygon", 306, problem.what());
        return std::nullopt;
    }
}

}  // namespace mesogrid::sections
