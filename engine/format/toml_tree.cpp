#include "engine/format/toml_tree.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/format/toml_guard.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kLongestWritten = 60;

[[noreturn]] void refuse(int code, const SourcePosition& where, std::string problem) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.where = where;
    diagnostic.problem = std::move(problem);
    throw InputError(std::move(diagnostic));
}

/// Walks down one tree; each level of tables and arrays is one level of calls.
class Converter {
public:
    Converter(const SourceText& source, const std::string& file) : source_(source), file_(file) {}

    Node convert(const toml::node& from, int depth) const {
        Node node;
        node.where = to_position(from.source().begin, file_);
        if (depth > kDeepestToml) {
            refuse(107, node.where, fmt::format("nested deeper than {}", kDeepestToml));
        }
        node.written = written(from);
        if (const auto* table = from.as_table()) {
            fill_table(node, *table, depth);
        } else if (const auto* array = from.as_array()) {
            Node::Array entries;
            for (const toml::node& entry : *array) entries.push_back(convert(entry, depth + 1));
            node.value = std::move(entries);
        } else if (const auto* text = from.as_string()) {
            node.value = text->get();
        } else if (const auto* integer = from.as_integer()) {
            node.value = integer->get();
        } else if (const auto* real = from.as_floating_point()) {
            node.value = real->get();
        } else if (const auto* flag = from.as_boolean()) {
            node.value = flag->get();
        } else {
            refuse(108, node.where, "dates and times are not used in scenarios");
        }
        return node;
    }

private:
    void fill_table(Node& node, const toml::table& table, int depth) const {
        Node::Table members;
        for (const auto& [key, value] : table) {
            members.push_back({std::string(key.str()),
                               to_position(key.source().begin, file_),
                               convert(value, depth + 1)});
        }
        // toml++ sorts keys by name; people wrote them in another order.
        std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
            return std::pair(a.where.line, a.where.column) <
                   std::pair(b.where.line, b.where.column);
        });
        node.value = std::move(members);
    }

    std::string written(const toml::node& from) const {
        const toml::source_region& region = from.source();
        const std::size_t first = source_.offset(region.begin.line, region.begin.column);
        const std::size_t last = source_.offset(region.end.line, region.end.column);
        const std::size_t size = last > first ? last - first : 0;
        return shortened(source_.text().substr(first, size), kLongestWritten);
    }

    const SourceText& source_;
    const std::string& file_;
};

}  // namespace

SourcePosition to_position(const toml::source_position& at, const std::string& file) {
    return {file, static_cast<int>(at.line), static_cast<int>(at.column)};
}

Node to_tree(const toml::table& table, const SourceText& source, const std::string& file) {
    Node root = Converter(source, file).convert(table, 0);
    root.where = {file, 1, 1};
    root.written.clear();
    return root;
}

}  // namespace mesogrid
