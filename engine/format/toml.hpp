#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/format/node.hpp"

namespace mesogrid {

/// Parses TOML into a tree with positions. `file` is what messages call it.
/// Refuses, as InputError with line and column: syntax errors (with the offending line and a
/// caret), duplicate keys (naming both lines), invalid UTF-8, NUL and control characters (byte
/// offset), nesting beyond 64, integers beyond 64 bits. A UTF-8 byte order mark and CRLF are
/// accepted.
Node parse_toml(std::string_view text, const std::string& file);

/// Reads a whole regular file of at most `limit` bytes. Never blocks on a pipe or device.
/// Throws InputError ("not a regular file", too large, missing) naming the path.
std::string read_text_file(const std::filesystem::path& path, std::uintmax_t limit);

/// A file that went into a scenario: its name as messages show it, and its text byte for byte.
struct SourceFile {
    std::string name;
    std::string text;
};

/// A scenario file laid over its bases, and the files it is made of, itself first.
struct ScenarioFile {
    Node tree;
    std::vector<SourceFile> files;
};

/// Reads a scenario file and the chain of its bases (`base = "cheek.base.toml"`), and lays each
/// file over its base. Every file must lie in the folder tree of `root`; a base is named relative
/// to the file that names it. Refuses cycles (shown as a chain), more than 16 levels, more than 16
/// MiB in all, absolute paths, URLs, and symbolic links that leave the tree; never echoes file
/// content of a refused path. The key `abstract` is not inherited from a base. The result has no
/// `base` key.
ScenarioFile read_scenario_file(const std::filesystem::path& path,
                                const std::filesystem::path& root);

/// The tree of read_scenario_file alone.
Node load_scenario_file(const std::filesystem::path& path, const std::filesystem::path& root);

}  // namespace mesogrid
