#pragma once

#include <string>

#include <toml++/toml.h>

#include "engine/format/node.hpp"
#include "engine/format/source_text.hpp"

/// From toml++'s tree to ours; private to this floor.
namespace mesogrid {

SourcePosition to_position(const toml::source_position& at, const std::string& file);

/// The tree with positions, and each value as it stands in `source`. Throws InputError for dates
/// and times and for nesting beyond `kDeepestToml`.
Node to_tree(const toml::table& table, const SourceText& source, const std::string& file);

}  // namespace mesogrid
