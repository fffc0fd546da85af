#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/format/toml.hpp"

/// A scenario and the chain of files it stands on.
namespace mesogrid {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 16;
constexpr std::uintmax_t kMostBytes = 16U << 20U;

/// The chain of files from the scenario to the base being read.
struct Chain {
    fs::path root;                ///< canonical
    std::vector<fs::path> shown;  ///< as messages call them
    std::vector<fs::path> seen;   ///< canonical
    std::uintmax_t bytes_left = kMostBytes;
    std::vector<SourceFile> files;
};

/// A file as it was named: on the command line (`base` is null), or by the key `base` of a file.
struct Named {
    fs::path path;
    const Node* base = nullptr;
};

[[noreturn]] void refuse(int code, const Named& named, std::string problem) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.where.file = named.path.string();
    if (named.base) {
        diagnostic.where = named.base->where;
        diagnostic.key = "base";
        diagnostic.given = named.base->written;
    }
    diagnostic.problem = std::move(problem);
    throw InputError(std::move(diagnostic));
}

/// The path with links followed as far as it exists; absolute even where nothing of it exists.
fs::path links_followed(const fs::path& path, std::error_code& error) {
    const fs::path absolute = fs::absolute(path, error);
    return error ? fs::path() : fs::weakly_canonical(absolute, error);
}

bool inside(const fs::path& path, const fs::path& root) {
    return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

/// The path with every link followed; refuses what leaves the folder tree.
fs::path real_path(const Named& named, const Chain& chain) {
    std::error_code error;
    fs::path real = links_followed(named.path, error);
    if (error || !inside(real, chain.root)) {
        refuse(111, named, "lies outside the folder tree of the first scenario");
    }
    return real;
}

/// The base's path as messages show it, next to the file that names it.
Named named_by(const Node& base, const fs::path& from) {
    const auto* name = std::get_if<std::string>(&base.value);
    const Named nowhere{from, &base};
    if (!name || name->empty()) refuse(110, nowhere, "a base is the name of a file in quotes");
    const bool plain = std::none_of(name->begin(), name->end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
    });
    if (!plain) refuse(110, nowhere, "a file name has no control characters");
    const fs::path relative(*name);
    if (relative.is_absolute() || name->rfind("file:", 0) == 0 ||
        name->find("://") != std::string::npos) {
        refuse(111, nowhere, "a base is named relative to its file, inside the folder tree");
    }
    return {(from.parent_path() / relative).lexically_normal(), &base};
}

/// Refuses a circle of bases and a chain without end.
void check_chain(const Chain& chain, const Named& named, const fs::path& real) {
    if (std::find(chain.seen.begin(), chain.seen.end(), real) != chain.seen.end()) {
        std::string circle;
        for (const fs::path& path : chain.shown) circle += path.filename().string() + " -> ";
        refuse(112, named, "bases form a circle: " + circle + named.path.filename().string());
    }
    if (chain.seen.size() >= kMostFiles) {
        refuse(113, named, fmt::format("more than {} files stand on each other", kMostFiles));
    }
}

/// The text of the file; a base that cannot be read is a fault of the key that names it.
std::string read(const Named& named, std::uintmax_t limit) {
    if (!named.base) return read_text_file(named.path, limit);
    try {
        return read_text_file(named.path, limit);
    } catch (const InputError& error) {
        const Diagnostic& fault = error.diagnostics().front();
        refuse(fault.code, named, named.path.string() + ": " + fault.problem);
    }
}

void erase(Node& table, std::string_view key) {
    std::erase_if(std::get<Node::Table>(table.value),
                  [key](const Node::Member& member) { return member.key == key; });
}

Node load(const Named& named, Chain& chain) {
    const fs::path real = real_path(named, chain);
    check_chain(chain, named, real);
    const std::string text = read(named, chain.bytes_left);
    chain.bytes_left -= text.size();
    chain.shown.push_back(named.path);
    chain.seen.push_back(real);
    chain.files.push_back({named.path.string(), text});
    Node tree = parse_toml(text, named.path.string());
    const Node* base = tree.find("base");
    if (!base) return tree;
    Node under = load(named_by(*base, named.path), chain);
    erase(under, "abstract");
    erase(tree, "base");
    return merged(under, tree);
}

}  // namespace

ScenarioFile read_scenario_file(const fs::path& path, const fs::path& root) {
    std::error_code error;
    Chain chain;
    chain.root = links_followed(root.empty() ? "." : root, error);
    Node tree = load({path, nullptr}, chain);
    return {std::move(tree), std::move(chain.files)};
}

Node load_scenario_file(const fs::path& path, const fs::path& root) {
    return read_scenario_file(path, root).tree;
}

}  // namespace mesogrid
