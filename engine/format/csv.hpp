#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mesogrid {

/// One CSV field by RFC 4180: quoted when it holds a comma, quote or line break. Text that a
/// spreadsheet would take for a formula (leading = + - @ tab) gets a leading apostrophe unless it
/// is a number.
std::string csv_field(std::string_view text);

/// Rows joined by commas and CRLF.
std::string csv_table(const std::vector<std::vector<std::string>>& rows);

/// The fields of every row of RFC 4180 text; LF ends a row, too, and empty lines are left out.
/// Meant for tables that ship with the program: an unclosed quote ends with the text.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

}  // namespace mesogrid
