#include "engine/format/svg_elements.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "engine/format/source_text.hpp"
#include "engine/format/svg_path.hpp"

namespace mesogrid::svg {
namespace {

/// An attribute in user units.
double value(const pugi::xml_node& node, const char* name, double otherwise = 0.0) {
    const std::string_view text = node.attribute(name).value();
    if (text.empty()) return otherwise;
    svg::Scanner scanner(text);
    scanner.skip_blanks();
    const double number = scanner.number();
    if (!scanner.at_end()) {
        throw Fault{.code = 370,
                    .problem = fmt::format("{} is not a plain number of user units", name),
                    .suggestion = "no unit"};
    }
    return number;
}
double size(const pugi::xml_node& node, const char* name) {
    const double number = value(node, name);
    if (!(number > 0.0)) {
        throw Fault{
            .code = 370, .problem = fmt::format("{} is not above 0", name), .suggestion = {}};
    }
    return number;
}

std::string ellipse_data(double cx, double cy, double rx, double ry) {
    return fmt::format(
        "M{0} {1}A{2} {3} 0 0 1 {4} {1}A{2} {3} 0 0 1 {0} {1}Z", cx + rx, cy, rx, ry, cx - rx);
}

std::string rect_data(const pugi::xml_node& node) {
    const double width = size(node, "width");
    const double height = size(node, "height");
    const double x = value(node, "x");
    const double y = value(node, "y");
    double rx = value(node, "rx", -1.0);
    double ry = value(node, "ry", -1.0);
    rx = std::min(0.5 * width, std::max(0.0, rx < 0.0 ? ry : rx));
    ry = std::min(0.5 * height, std::max(0.0, ry < 0.0 ? rx : ry));
    return fmt::format(
        "M{0} {1}h{2}a{4} {5} 0 0 1 {4} {5}v{3}a{4} {5} 0 0 1 -{4} {5}h-{2}a{4} {5} 0 0 1 -{4} "
        "-{5}v-{3}a{4} {5} 0 0 1 {4} -{5}Z",
        x + rx,
        y,
        width - 2.0 * rx,
        height - 2.0 * ry,
        rx,
        ry);
}

}  // namespace

std::string_view local_name(const pugi::xml_node& node) {
    std::string_view name = node.name();
    if (name.rfind("svg:", 0) == 0) name.remove_prefix(4);
    return name;
}

std::string describe(const pugi::xml_node& node) {
    const std::string_view id = node.attribute("id").value();
    std::string name = shortened(local_name(node), 30);
    return id.empty() ? name : name + " \"" + shortened(id, 40) + "\"";
}

std::optional<double> physical_length(std::string_view text) {
    struct UnitOf {
        std::string_view name;
        double mm;
    };
    constexpr std::array<UnitOf, 7> units = {{{"", 25.4 / 96.0},
                                              {"px", 25.4 / 96.0},
                                              {"mm", 1.0},
                                              {"cm", 10.0},
                                              {"in", 25.4},
                                              {"pt", 25.4 / 72.0},
                                              {"pc", 25.4 / 6.0}}};
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !(value > 0.0 && value <= 1e5)) return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    for (const UnitOf& known : units) {
        if (known.name == unit) return value * known.mm;
    }
    return std::nullopt;
}

std::string path_data(const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (name == "path") return node.attribute("d").value();
    if (name == "polygon") return std::string("M") + node.attribute("points").value() + "Z";
    if (name == "rect") return rect_data(node);
    if (name == "circle") {
        const double r = size(node, "r");
        return ellipse_data(value(node, "cx"), value(node, "cy"), r, r);
    }
    return ellipse_data(value(node, "cx"), value(node, "cy"), size(node, "rx"), size(node, "ry"));
}

}  // namespace mesogrid::svg
