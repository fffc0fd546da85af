#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/format/file_tree.hpp"
#include "engine/format/toml.hpp"

/// A scenario and the chain of files it stands on.
namespace mesogrid {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 16;
constexpr std::uintmax_t kMostBytes = 16U << 20U;

/// The chain of files from the scenario to the base being read.
struct Chain {
    FileTree tree;
    std::vector<fs::path> shown{};  ///< as messages call them
    std::vector<fs::path> seen{};   ///< canonical
    std::uintmax_t bytes_left = kMostBytes;
    std::vector<SourceFile> files{};
};

/// A file as it was named: on the command line (`base` is null), or by the key `base` of a file.
struct Named {
    fs::path path;
    const Node* base = nullptr;
};

[[noreturn]] void refuse(int code, const Named& named, std::string problem) {
    if (named.base) refuse_file(code, *named.base, "base", std::move(problem));
    throw InputError(Diagnostic{
        .code = code, .where = {.file = named.path.string()}, .problem = std::move(problem)});
}

/// The path with every link followed; refuses what leaves the folder tree.
fs::path real_path(const Named& named, const Chain& chain) {
    fs::path real = chain.tree.real_path(named.path);
    if (real.empty()) refuse(111, named, "lies outside the folder tree of the first scenario");
    return real;
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
std::string read(const Named& named, const Chain& chain) {
    return named.base ? chain.tree.read(*named.base, "base", chain.bytes_left)
                      : read_text_file(named.path, chain.bytes_left);
}

void erase(Node& table, std::string_view key) {
    std::erase_if(std::get<Node::Table>(table.value),
                  [key](const Node::Member& member) { return member.key == key; });
}

Node load(const Named& named, Chain& chain) {
    const fs::path real = real_path(named, chain);
    check_chain(chain, named, real);
    const std::string text = read(named, chain);
    chain.bytes_left -= text.size();
    chain.shown.push_back(named.path);
    chain.seen.push_back(real);
    chain.files.push_back({named.path.string(), text});
    Node tree = parse_toml(text, named.path.string());
    const Node* base = tree.find("base");
    if (!base) return tree;
    Node under = load({FileTree::named_by(*base, "base"), base}, chain);
    erase(under, "abstract");
    erase(tree, "base");
    return merged(under, tree);
}

}  // namespace

ScenarioFile read_scenario_file(const fs::path& path, const fs::path& root) {
    Chain chain{.tree = FileTree(root)};
    Node tree = load({path, nullptr}, chain);
    return {std::move(tree), std::move(chain.files)};
}

Node load_scenario_file(const fs::path& path, const fs::path& root) {
    return read_scenario_file(path, root).tree;
}

}  // namespace mesogrid
