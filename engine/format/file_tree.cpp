#include "engine/format/file_tree.hpp"

#include <algorithm>

#include "engine/format/toml.hpp"

namespace mesogrid {
namespace {

namespace fs = std::filesystem;

/// The path with links followed as far as it exists; absolute even where nothing of it exists.
fs::path links_followed(const fs::path& path) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    if (error) return {};
    const fs::path real = fs::weakly_canonical(absolute, error);
    return error ? fs::path() : real;
}

bool inside(const fs::path& path, const fs::path& root) {
    return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

}  // namespace

void refuse_file(int code, const Node& value, std::string_view key, std::string problem) {
    throw InputError(Diagnostic{.code = code,
                                .where = value.where,
                                .key = std::string(key),
                                .given = value.written,
                                .problem = std::move(problem)});
}

FileTree::FileTree(const fs::path& root) : root_(links_followed(root.empty() ? "." : root)) {}

fs::path FileTree::named_by(const Node& value, std::string_view key) {
    const auto* name = std::get_if<std::string>(&value.value);
    if (!name || name->empty()) {
        refuse_file(110, value, key, "wants the name of a file in quotes");
    }
    const bool plain = std::none_of(name->begin(), name->end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
    });
    if (!plain) refuse_file(110, value, key, "a file name has no control characters");
    const fs::path relative(*name);
    if (relative.is_absolute() || name->rfind("file:", 0) == 0 ||
        name->find("://") != std::string::npos) {
        refuse_file(111,
                    value,
                    key,
                    "a file is named relative to the one that names it, inside the folder tree");
    }
    return (fs::path(value.where.file).parent_path() / relative).lexically_normal();
}

fs::path FileTree::real_path(const fs::path& path) const {
    const fs::path real = links_followed(path);
    return !real.empty() && inside(real, root_) ? real : fs::path();
}

std::string FileTree::read(const Node& value, std::string_view key, std::uintmax_t limit) const {
    const fs::path path = named_by(value, key);
    if (real_path(path).empty()) {
        refuse_file(111, value, key, "lies outside the folder tree of the first scenario");
    }
    try {
        return read_text_file(path, limit);
    } catch (const InputError& error) {
        const Diagnostic& fault = error.diagnostics().front();
        refuse_file(fault.code, value, key, path.string() + ": " + fault.problem);
    }
}

}  // namespace mesogrid
