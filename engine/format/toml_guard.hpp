#pragma once

#include <string>
#include <string_view>

namespace mesogrid {

/// Checks a text before the TOML parser sees it and returns it without a byte order mark. Throws
/// InputError naming the byte offset for UTF-16, invalid UTF-8 and control characters (tab, line
/// feed and carriage return are fine), and the line for brackets nested deeper than 64.
std::string_view guard_toml(std::string_view text, const std::string& file);

}  // namespace mesogrid
