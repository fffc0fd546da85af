#include "app/text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mesogrid::app {

std::string shortened(std::string_view text, std::size_t width) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (starts && ++characters > width) return std::string(text.substr(0, i)) + "…";
    }
    return std::string(text);
}

std::string wrapped(std::string_view text, std::size_t indent) {
    std::string out;
    std::size_t column = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (column != 0 && column + 1 + word.size() > kTableWidth) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column != 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        at = end + 1;
    }
    return out + "\n";
}

namespace {

std::size_t characters_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// Where the wrapped rest of a line begins.
std::size_t hanging_indent(std::string_view line) {
    constexpr std::size_t kWidestColumn = 36;
    const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t gap = line.find("  ", first);
    if (gap == std::string_view::npos) return first + 4;
    const std::size_t column = line.find_first_not_of(' ', gap);
    return column == std::string_view::npos || column > kWidestColumn ? first + 4 : column;
}

/// One line, wrapped at spaces; its own spaces stay as they are.
std::string wrapped_line(std::string_view line) {
    const std::size_t indent = hanging_indent(line);
    std::string out;
    while (characters_of(line) + (out.empty() ? 0 : indent) > kTableWidth) {
        const std::size_t room = kTableWidth - (out.empty() ? 0 : indent);
        std::size_t end = 0;
        for (std::size_t at = line.find(' ', out.empty() ? indent : 0);
             at != std::string_view::npos && characters_of(line.substr(0, at)) <= room;
             at = line.find(' ', at + 1)) {
            end = at;
        }
        if (end == 0) end = std::min(line.find(' ', out.empty() ? indent : 0), line.size());
        if (!out.empty()) out += "\n" + std::string(indent, ' ');
        out += line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        if (line.empty()) return out;
    }
    if (!out.empty()) out += "\n" + std::string(indent, ' ');
    return out.append(line);
}

}  // namespace

std::string with_lines_wrapped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += wrapped_line(text.substr(0, end));
        if (end < text.size()) out += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string value_text(const std::optional<double>& value) {
    if (!value) return "n/a";
    const double size = std::abs(*value);
    if (size != 0.0 && (size < 1e-3 || size >= 1e6)) return fmt::format("{:.3e}", *value);
    // 1600 and 1599.9999999999998, the sum of 81 shares of it, are the same number to a reader.
    if (std::abs(*value - std::round(*value)) <= 1e-9 * size) return fmt::format("{:.0f}", *value);
    return fmt::format("{:.{}f}", *value, size < 1.0 ? 4 : size < 10.0 ? 3 : size < 1000.0 ? 2 : 1);
}

std::string difference_text(const std::optional<double>& a, const std::optional<double>& b) {
    if (!a || !b) return "";
    const double difference = *b - *a;
    if (std::abs(difference) <= 1e-12 * std::max(std::abs(*a), std::abs(*b))) return "0";
    const std::string text = value_text(difference);
    return difference > 0.0 ? "+" + text : text;
}

}  // namespace mesogrid::app
