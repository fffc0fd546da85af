#include "app/plot/font.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>

#include "app/plot/font_data.hpp"

namespace mesogrid::plot {
namespace {

/// A corner, or a control point of a quadratic spline between its neighbours.
struct Knot {
    Spot at;
    bool on_curve = true;
};

struct Glyph {
    double advance = 0.0;
    std::vector<std::vector<Knot>> contours;
};

struct Font {
    double em = 1.0;  ///< units of the outlines
    std::map<std::uint32_t, Glyph> glyphs;
};

/// Takes the next whole number off `text`, and one character behind it.
int take_number(std::string_view& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) text.remove_prefix(1);
    return value;
}

/// One line of font.txt (see make_font.py) behind its code.
Glyph read_glyph(std::string_view words) {
    Glyph glyph;
    glyph.advance = take_number(words);
    while (!words.empty()) {
        std::vector<Knot> contour;
        const std::size_t end = std::min(words.find(';'), words.size());
        std::string_view steps = words.substr(0, end);
        words.remove_prefix(std::min(end + 2, words.size()));
        Spot at;
        while (!steps.empty()) {
            const bool off = steps.front() == '~';
            if (off) steps.remove_prefix(1);
            at.x += take_number(steps);
            at.y += take_number(steps);
            contour.push_back({at, !off});
        }
        glyph.contours.push_back(std::move(contour));
    }
    return glyph;
}

Font read_font(std::string_view text) {
    Font font;
    const auto take_line = [&text] {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return line;
    };
    std::string_view first = take_line();
    font.em = take_number(first);
    while (!text.empty()) {
        std::string_view line = take_line();
        const auto code = static_cast<std::uint32_t>(take_number(line));
        font.glyphs.emplace(code, read_glyph(line));
    }
    return font;
}

const Font& font() {
    static const Font read = read_font(font_txt());
    return read;
}

/// Takes one character off UTF-8 text; bytes that are none count as U+FFFD.
std::uint32_t take_character(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                                           : 4;
    std::uint32_t code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    bool whole = size > 0 && size <= text.size();
    for (std::size_t i = 1; whole && i < size; ++i) {
        whole = (byte(i) & 0xC0U) == 0x80U;
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    text.remove_prefix(whole ? size : 1);
    return whole ? code : 0xFFFD;
}

/// What stands for a character that the font has not.
const Glyph& box() {
    static const Glyph glyph{
        .advance = 1229.0,
        .contours = {{{{150, 0}}, {{150, 1400}}, {{1079, 1400}}, {{1079, 0}}},
                     {{{250, 100}}, {{979, 100}}, {{979, 1300}}, {{250, 1300}}}}};
    return glyph;
}

const Glyph& glyph_of(std::uint32_t code) {
    const auto found = font().glyphs.find(code);
    return found == font().glyphs.end() ? box() : found->second;
}

Spot middle(Spot a, Spot b) {
    return {0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
}

/// The contour with its splines cut into straight pieces.
std::vector<Spot> flattened(const std::vector<Knot>& contour) {
    constexpr int kPieces = 5;
    std::vector<Spot> ring;
    const std::size_t count = contour.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Knot& knot = contour[i];
        if (knot.on_curve) {
            ring.push_back(knot.at);
            continue;
        }
        // Between two control points lies a point of the curve, halfway.
        const Knot& before = contour[(i + count - 1) % count];
        const Knot& after = contour[(i + 1) % count];
        const Spot from = before.on_curve ? before.at : middle(before.at, knot.at);
        const Spot to = after.on_curve ? after.at : middle(knot.at, after.at);
        for (int piece = before.on_curve ? 1 : 0; piece < kPieces; ++piece) {
            // b(t) = (1-t)^2 from + 2 t (1-t) knot + t^2 to
            const double t = static_cast<double>(piece) / kPieces;
            const double u = 1.0 - t;
            ring.push_back({u * u * from.x + 2.0 * t * u * knot.at.x + t * t * to.x,
                            u * u * from.y + 2.0 * t * u * knot.at.y + t * t * to.y});
        }
    }
    return ring;
}

}  // namespace

double text_width(std::string_view text, double size) {
    double units = 0.0;
    while (!text.empty()) units += glyph_of(take_character(text)).advance;
    return units * size / font().em;
}

std::vector<std::vector<Spot>> outlines_of(const Label& label, double snap) {
    const double scale = label.size / font().em;
    const double width = text_width(label.text, label.size);
    double along = label.anchor == Anchor::start ? 0.0
                   : label.anchor == Anchor::end ? -width
                                                 : -0.5 * width;
    const auto snapped = [&](double value) { return std::round(value / snap) * snap; };
    std::vector<std::vector<Spot>> rings;
    std::string_view text = label.text;
    while (!text.empty()) {
        const Glyph& glyph = glyph_of(take_character(text));
        const bool across = label.direction == Direction::across;
        const Spot from{snapped(label.at.x + (across ? along : 0.0)),
                        snapped(label.at.y - (across ? 0.0 : along))};
        for (const auto& contour : glyph.contours) {
            rings.push_back(flattened(contour));
            for (Spot& spot : rings.back()) {
                const double right = spot.x * scale;
                const double up = spot.y * scale;
                spot =
                    across ? Spot{from.x + right, from.y - up} : Spot{from.x - up, from.y - right};
            }
        }
        along += glyph.advance * scale;
    }
    return rings;
}

}  // namespace mesogrid::plot
