#include "engine/format/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "engine/base/error.hpp"
#include "engine/format/source_text.hpp"
#include "engine/format/svg_elements.hpp"
#include "engine/format/svg_path.hpp"

namespace mesogrid {
namespace {

using svg::Fault;
using svg::Matrix;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 5> kShapes = {
    "path", "polygon", "rect", "ellipse", "circle"};
constexpr std::array<std::string_view, 8> kUndrawn = {
    "defs", "symbol", "clipPath", "mask", "marker", "pattern", "style", "metadata"};
/// Elements that can draw areas and are not read.
constexpr std::array<std::string_view, 5> kUnread = {
    "use", "svg", "polyline", "switch", "foreignObject"};

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find_first_of(" \t\r\n"), list.size());
        if (list.substr(0, end) == word) return true;
        list.remove_prefix(std::min(list.size(), end + 1));
    }
    return false;
}

/// What children inherit.
struct Context {
    Matrix to_mm;
    SvgFillRule fill_rule = SvgFillRule::nonzero;
    bool selected = false;
    int depth = 0;
};

class Drawing {
public:
    Drawing(std::string_view text, std::string file, std::string_view element)
        : source_(text), file_(std::move(file)), element_(element) {
        if (text.size() > kMostSvgBytes)
            refuse(SourcePosition{}, {373, "the drawing is larger than 4 MiB", {}});
        const pugi::xml_parse_result result = document_.load_buffer(
            text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!result) {
            refuse(place(result.offset),
                   {368, std::string("is no XML: ") + result.description(), {}});
        }
    }

    std::vector<SvgShape> read() {
        const pugi::xml_node root = document_.document_element();
        if (svg::local_name(root) != "svg") refuse(place(root), {368, "is no SVG drawing", {}});
        Context context{.to_mm = page(root), .selected = element_.empty()};
        walk(root, context);
        if (element_.empty() && found_ != 1) refuse_choice("the drawing", "element = \"…\"");
        if (found_ == 0) {
            refuse_choice(fmt::format("no shape has the id or class \"{}\"; the drawing",
                                      shortened(element_, 60)),
                          "");
        }
        return std::move(shapes_);
    }

private:
    SourcePosition place(std::ptrdiff_t offset) const {
        const std::string_view before =
            source_.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
        const auto line = std::count(before.begin(), before.end(), '\n');
        const std::size_t begin = before.rfind('\n') + 1;
        return {file_,
                static_cast<int>(line) + 1,
                static_cast<int>(count_characters(before.substr(begin))) + 1};
    }
    SourcePosition place(const pugi::xml_node& node) const { return place(node.offset_debug()); }

    [[noreturn]] void refuse(SourcePosition where, const Fault& fault) const {
        if (where.file.empty()) where.file = file_;
        throw InputError(Diagnostic{.code = fault.code,
                                    .where = std::move(where),
                                    .problem = fault.problem,
                                    .suggestion = fault.suggestion});
    }
    [[noreturn]] void refuse(const pugi::xml_node& node, Fault fault) const {
        fault.problem = svg::describe(node) + ": " + fault.problem;
        refuse(place(node), fault);
    }
    [[noreturn]] void refuse_choice(const std::string& subject, const std::string& mend) const {
        refuse(SourcePosition{},
               {372, fmt::format("{} has {} shapes{}", subject, seen_, names_), mend});
    }

    /// From user units of the page to mm with y upwards.
    Matrix page(const pugi::xml_node& root) const {
        const auto width = svg::physical_length(root.attribute("width").value());
        const auto height = svg::physical_length(root.attribute("height").value());
        if (!width || !height) {
            refuse(
                root,
                {369, "width and height state no physical size", R"(width="80mm" height="60mm")"});
        }
        const std::string_view text = root.attribute("viewBox").value();
        std::array<double, 4> box = {0.0, 0.0, *width * 96.0 / 25.4, *height * 96.0 / 25.4};
        if (!text.empty()) {
            try {
                svg::Scanner scanner(text);
                scanner.skip_blanks();
                for (double& value : box) value = scanner.number();
            } catch (const Fault& fault) {
                refuse(root, {369, "viewBox " + fault.problem, "viewBox=\"0 0 80 60\""});
            }
        }
        if (!(box[2] > 0.0 && box[3] > 0.0)) {
            refuse(root, {369, "viewBox has no size", "viewBox=\"0 0 80 60\""});
        }
        const double scale = *width / box[2];
        if (!(std::abs(scale * box[3] / *height - 1.0) <= 1e-3)) {
            refuse(root,
                   {369,
                    "width and height stand in another ratio than those of viewBox",
                    fmt::format("height=\"{:.6g}mm\"", scale * box[3])});
        }
        return {.a = scale, .d = -scale, .e = -scale * box[0], .f = *height + scale * box[1]};
    }

    void walk(const pugi::xml_node& parent, const Context& outer) {
        if (outer.depth >= kDeepestSvg) {
            refuse(parent, {373, "elements are nested deeper than 64", {}});
        }
        for (const pugi::xml_node& node : parent.children()) {
            if (node.type() != pugi::node_element) continue;
            if (++elements_ > kMostSvgElements) {
                refuse(node, {373, "the drawing has more than 100000 elements", {}});
            }
            const std::string_view name = svg::local_name(node);
            if (is_one_of(name, kUndrawn)) continue;
            Context context = outer;
            ++context.depth;
            context.selected = outer.selected || is_meant(node);
            if (context.selected && is_one_of(name, kUnread)) {
                refuse(node,
                       {370,
                        "elements of this kind are not read",
                        "path, polygon, rect, ellipse or circle"});
            }
            const bool shape = is_one_of(name, kShapes);
            if (shape) note(node);
            if (!shape && name != "g" && name != "a") continue;
            if (context.selected || !shape) apply_attributes(node, context);
            if (shape && context.selected) add(node, context);
            if (!shape) walk(node, context);
        }
    }

    bool is_meant(const pugi::xml_node& node) const {
        return !element_.empty() && (element_ == node.attribute("id").value() ||
                                     has_word(node.attribute("class").value(), element_));
    }

    /// For the message that asks to choose.
    void note(const pugi::xml_node& node) {
        if (++seen_ <= 10) names_ += (seen_ == 1 ? ": " : ", ") + svg::describe(node);
        if (seen_ == 11) names_ += " …";
    }

    void apply_attributes(const pugi::xml_node& node, Context& context) const {
        const std::string_view style = node.attribute("style").value();
        if (style.find("transform") != std::string_view::npos) {
            refuse(node, {370, "a transform in a style is not read", "the attribute transform"});
        }
        std::string_view rule = node.attribute("fill-rule").value();
        const std::size_t at = style.find("fill-rule:");
        if (at != std::string_view::npos) {
            rule = style.substr(at + 10);
            while (!rule.empty() && rule.front() == ' ') rule.remove_prefix(1);
        }
        if (rule.rfind("evenodd", 0) == 0) context.fill_rule = SvgFillRule::evenodd;
        if (rule.rfind("nonzero", 0) == 0) context.fill_rule = SvgFillRule::nonzero;
        try {
            context.to_mm =
                context.to_mm * svg::read_transform(node.attribute("transform").value());
        } catch (const Fault& fault) {
            refuse(node, fault);
        }
    }

    void add(const pugi::xml_node& node, const Context& context) {
        ++found_;
        if (element_.empty() && found_ > 1) return;
        try {
            SvgShape shape{.name = svg::describe(node), .fill_rule = context.fill_rule};
            shape.rings = svg::flatten_path(svg::path_data(node), context.to_mm, points_left_);
            if (shape.rings.empty()) {
                throw Fault{.code = 370, .problem = "encloses no area", .suggestion = {}};
            }
            shapes_.push_back(std::move(shape));
        } catch (const Fault& fault) {
            refuse(node, fault);
        }
    }

    std::string_view source_;
    std::string file_;
    std::string_view element_;
    pugi::xml_document document_;
    std::size_t elements_ = 0;
    std::size_t points_left_ = kMostSvgPoints;
    std::size_t seen_ = 0;   ///< shapes of the drawing
    std::size_t found_ = 0;  ///< shapes that are meant
    std::string names_;
    std::vector<SvgShape> shapes_;
};

}  // namespace

std::vector<SvgShape> read_svg(std::string_view text,
                               const std::string& file,
                               std::string_view element) {
    return Drawing(text, file, element).read();
}

}  // namespace mesogrid
