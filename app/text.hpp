#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mesogrid::app {

/// Columns of every table on the screen.
inline constexpr std::size_t kTableWidth = 80;

/// At most `width` characters, counted in code points, the rest replaced by one dot.
std::string shortened(std::string_view text, std::size_t width);

/// Words wrapped to the width, every line but the first indented.
std::string wrapped(std::string_view text, std::size_t indent);

/// Each line that is wider than the screen's tables wrapped, the rest of it beneath the column that
/// its text began in: behind the first gap of two spaces or more, or else four beyond its indent.
std::string with_lines_wrapped(std::string_view text);

/// Five significant digits or fewer, no exponent for everyday numbers.
std::string value_text(const std::optional<double>& value);

/// b - a with its sign; 0 where the two agree to rounding.
std::string difference_text(const std::optional<double>& a, const std::optional<double>& b);

}  // namespace mesogrid::app
