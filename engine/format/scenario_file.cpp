#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/format/toml.hpp"

namespace mesogrid {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDeepest = 16;
constexpr std::uintmax_t kMostBytes = 16U << 20U;

/// The chain of files from the scenario to the base being read.
struct Chain {
    fs::path root;                ///< canonical
    std::vector<fs::path> shown;  ///< as messages call them
    std::vector<fs::path> seen;   ///< canonical
    std::uintmax_t bytes_left = kMostBytes;
};

[[noreturn]] void refuse(int code,
                         const SourcePosition& where,
                         const std::string& given,
                         std::string problem) {
    throw InputError(Diagnostic{.code = code,
                                .where = where,
                                .key = given.empty() ? "" : "base",
                                .given = given,
                                .problem = std::move(problem)});
}

bool inside(const fs::path& path, const fs::path& root) {
    const auto [end, ignored] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
    return end == root.end();
}

std::string chain_text(const Chain& chain, const fs::path& again) {
    std::string text;
    for (const fs::path& path : chain.shown) text += path.filename().string() + " -> ";
    return text + again.filename().string();
}

/// The base's path as messages show it; refuses what leaves the folder tree, judged by its text
/// first and by where links lead second.
fs::path base_path(const Node& base, const fs::path& from, const Chain& chain) {
    const auto* name = std::get_if<std::string>(&base.value);
    if (!name || name->empty())
        refuse(110, base.where, base.written, "a base is the name of a file");
    const fs::path relative(*name);
    if (relative.is_absolute() || name->find("://") != std::string::npos) {
        refuse(111,
               base.where,
               base.written,
               "a base is named relative to its file, inside the folder tree");
    }
    const fs::path path = (from.parent_path() / relative).lexically_normal();
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    if (error || !inside(real, chain.root)) {
        refuse(111,
               base.where,
               base.written,
               "the base lies outside the folder tree of the first scenario");
    }
    return path;
}

Node load(const fs::path& path, Chain& chain) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    if (std::find(chain.seen.begin(), chain.seen.end(), real) != chain.seen.end()) {
        refuse(112,
               {.file = chain.shown.back().string()},
               "",
               "bases form a circle: " + chain_text(chain, path));
    }
    if (chain.seen.size() >= kDeepest) {
        refuse(113,
               {.file = chain.shown.back().string()},
               "",
               fmt::format("more than {} files stand on each other", kDeepest));
    }
    const std::string text = read_text_file(path, chain.bytes_left);
    chain.bytes_left -= text.size();
    chain.shown.push_back(path);
    chain.seen.push_back(real);
    Node tree = parse_toml(text, path.string());
    const Node* base = tree.find("base");
    if (!base) return tree;
    Node under = load(base_path(*base, path, chain), chain);
    std::erase_if(std::get<Node::Table>(under.value),
                  [](const Node::Member& member) { return member.key == "abstract"; });
    std::erase_if(std::get<Node::Table>(tree.value),
                  [](const Node::Member& member) { return member.key == "base"; });
    return merged(under, tree);
}

}  // namespace

Node load_scenario_file(const fs::path& path, const fs::path& root) {
    std::error_code error;
    Chain chain;
    chain.root = fs::weakly_canonical(root, error);
    const fs::path real = fs::weakly_canonical(path, error);
    if (error || !inside(real, chain.root)) {
        refuse(
            111, {.file = path.string()}, "", "lies outside the folder tree of the first scenario");
    }
    return load(path, chain);
}

}  // namespace mesogrid
