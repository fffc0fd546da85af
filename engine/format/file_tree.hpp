#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/format/node.hpp"

namespace mesogrid {

/// The folder tree that every file named by a scenario must lie in.
class FileTree {
public:
    explicit FileTree(const std::filesystem::path& root);

    /// The path that the value of `key` names, relative to the file it is written in, as messages
    /// show it. Refuses, at the place of the value, what is no plain file name (E0110), absolute
    /// paths and URLs (E0111).
    static std::filesystem::path named_by(const Node& value, std::string_view key);
    /// The path with every link followed; empty when that lies outside the tree.
    std::filesystem::path real_path(const std::filesystem::path& path) const;
    /// Text of the file that `value` names, inside the tree (E0111); a file that cannot be read is
    /// a fault of the key that names it. Never echoes what a refused file holds.
    std::string read(const Node& value, std::string_view key, std::uintmax_t limit) const;

private:
    std::filesystem::path root_;  ///< canonical
};

/// The fault of a value that names a file.
[[noreturn]] void refuse_file(int code,
                              const Node& value,
                              std::string_view key,
                              std::string problem);

}  // namespace mesogrid
