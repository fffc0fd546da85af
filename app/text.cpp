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
