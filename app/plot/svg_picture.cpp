#include "app/plot/svg_picture.hpp"

#include <string_view>

#include <fmt/format.h>

#include "app/plot/png_picture.hpp"

namespace mesogrid::plot {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Does a character begin here that turns the direction of the text after it: U+202A to U+202E or
/// U+2066 to U+2069?
bool turns_direction(std::string_view text) {
    const std::string_view start = text.substr(0, 2);
    const unsigned char last = text.size() > 2 ? static_cast<unsigned char>(text[2]) : 0;
    return (start == "\xE2\x80" && last >= 0xAA && last <= 0xAE) ||
           (start == "\xE2\x81" && last >= 0xA6 && last <= 0xA9);
}

/// Text inside an element or attribute; what XML cannot hold and what would turn the text around
/// becomes U+FFFD.
std::string escaped(std::string_view text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (turns_direction(text.substr(i))) {
            safe += kReplacement;
            i += 2;
            continue;
        }
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    safe += kReplacement;
                } else {
                    safe += c;
                }
        }
    }
    return safe;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t at = i + k;
            bits = (bits << 8U) | (at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padding = i + k > bytes.size();
            text += padding ? '=' : kDigits[(bits >> (18U - 6U * k)) & 0x3FU];
        }
    }
    return text;
}

/// A length on the paper, to a hundredth of a pixel.
std::string length(double value) {
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string hex(Colour colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

std::string path_of(const std::vector<Spot>& points) {
    std::string path;
    for (const Spot spot : points) {
        path += (path.empty() ? "M" : "L") + length(spot.x) + " " + length(spot.y);
    }
    return path;
}

struct Writer {
    std::string& text;

    void operator()(const Area& area) const {
        std::string path;
        for (const auto& ring : area.rings) path += path_of(ring) + "Z";
        text += fmt::format(R"(<path d="{}" fill="{}")", path, hex(area.colour));
        if (area.opacity < 1.0) text += fmt::format(R"( fill-opacity="{}")", length(area.opacity));
        text += "/>\n";
    }
    void operator()(const Line& line) const {
        text += fmt::format(R"(<path d="{}" fill="none" stroke="{}" stroke-width="{}")",
                            path_of(line.points),
                            hex(line.colour),
                            length(line.width));
        if (line.dash > 0.0) text += fmt::format(R"( stroke-dasharray="{}")", length(line.dash));
        text += " stroke-linejoin=\"round\"/>\n";
    }
    void operator()(const Label& label) const {
        text += fmt::format(R"(<text x="{}" y="{}" font-size="{}" fill="{}")",
                            length(label.at.x),
                            length(label.at.y),
                            length(label.size),
                            hex(label.colour));
        if (label.anchor == Anchor::middle) text += R"( text-anchor="middle")";
        if (label.anchor == Anchor::end) text += R"( text-anchor="end")";
        if (label.direction == Direction::upward) {
            text += fmt::format(
                R"-( transform="rotate(-90 {} {})")-", length(label.at.x), length(label.at.y));
        }
        text += ">" + escaped(label.text) + "</text>\n";
    }
    void operator()(const Cells& cells) const {
        text += fmt::format(
            "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
            "style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{}\"/>\n",
            length(cells.where.left),
            length(cells.where.top),
            length(cells.where.width),
            length(cells.where.height),
            base64(to_png(cells)));
    }
};

}  // namespace

std::string to_svg(const Picture& picture) {
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{0}\" height=\"{1}\" "
        "viewBox=\"0 0 {0} {1}\" font-family=\"'DejaVu Sans', Verdana, sans-serif\">\n"
        "<title>{2}</title>\n<desc>{3}</desc>\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
        length(picture.width),
        length(picture.height),
        escaped(picture.title),
        escaped(picture.description));
    for (const auto& item : picture.items) std::visit(Writer{text}, item);
    return text + "</svg>\n";
}

}  // namespace mesogrid::plot
