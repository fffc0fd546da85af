#include "engine/format/read_log.hpp"

#include <algorithm>

#include "engine/format/suggest.hpp"

namespace mesogrid {
namespace {

/// Beyond so many faults the rest is not worth its memory: a file can hold a million wrong keys.
constexpr std::size_t kMostFaults = 1000;

}  // namespace

std::string join_path(const std::string& table_path, std::string_view name) {
    if (name.empty()) return table_path;
    return table_path.empty() ? std::string(name) : table_path + "." + std::string(name);
}

void ReadLog::ask(const std::string& table_path, std::string_view name) {
    auto& names = names_[table_path];
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

void ReadLog::describe(KeyInfo info) {
    if (described_.insert(info.path).second) asked_.push_back(std::move(info));
}

void ReadLog::add_unread_value(const Node& value, const std::string& path) {
    if (value.is_table()) add_unread(value, path);
    if (!value.is_array()) return;
    for (std::size_t i = 0; i < value.array().size(); ++i) {
        const std::string entry = path + "[" + std::to_string(i) + "]";
        // Arrays of plain values are read whole; only tables in them are read key by key.
        if (value.array()[i].is_table()) add_unread(value.array()[i], entry);
    }
}

void ReadLog::add_unread(const Node& table, const std::string& path) {
    const auto opened = names_.find(path);
    if (opened == names_.end() || ignores(path)) return;
    const std::vector<std::string>& names = opened->second;
    for (const Node::Member& member : table.table()) {
        if (faults_.size() >= kMostFaults) return;
        const std::string full = join_path(path, member.key);
        if (std::find(names.begin(), names.end(), member.key) != names.end()) {
            add_unread_value(member.node, full);
            continue;
        }
        const std::string near = nearest(member.key, names);
        // A misspelt key is one fault, not a missing one beside it.
        std::erase_if(faults_, [&](const Diagnostic& fault) {
            return fault.code == 208 && !near.empty() && fault.key == join_path(path, near);
        });
        std::string known;
        for (const std::string& name : names) known += (known.empty() ? "" : " | ") + name;
        fault(Diagnostic{
            .code = 207,
            .where = member.where,
            .key = full,
            .given = member.node.written,
            .problem = "unknown key",
            .allowed = known,
            .suggestion = near.empty() ? "" : "did you mean `" + join_path(path, near) + "`"});
    }
}

}  // namespace mesogrid
