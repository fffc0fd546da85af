#pragma once

#include <string>
#include <string_view>

/// What is refused before the TOML parser sees a text; private to this floor.
namespace mesogrid {

/// Deepest nesting of tables and arrays that is read. The parser and the destructors of its tree
/// call themselves once per level, so that a limit is what keeps the stack whole.
inline constexpr int kDeepestToml = 64;

/// The text without a byte order mark. Throws InputError with line, column and byte offset for
/// UTF-16, invalid UTF-8, NUL and control characters, for brackets nested beyond kDeepestToml and
/// for dotted keys of more parts.
std::string_view guard_toml(std::string_view text, const std::string& file);

}  // namespace mesogrid
