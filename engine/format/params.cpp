#include "engine/format/params.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/format/read_log.hpp"

namespace mesogrid {
namespace {

const Node& empty_table() {
    static const Node table{.value = Node::Table{}, .where = {}, .written = "a table"};
    return table;
}

}  // namespace

Params::Params(Node tree, std::filesystem::path file_root)
    : root_(std::make_shared<const Node>(std::move(tree))),
      table_(root_.get()),
      where_(table_->where),
      log_(std::make_shared<ReadLog>(std::move(file_root))) {
    MESOGRID_EXPECTS(table_->is_table());
    log_->open(path_);
}

Params::Params(std::shared_ptr<const Node> root,
               const Node* table,
               SourcePosition where,
               std::string path,
               std::string pattern_path,
               std::shared_ptr<ReadLog> log)
    : root_(std::move(root)),
      table_(table),
      where_(std::move(where)),
      path_(std::move(path)),
      pattern_path_(std::move(pattern_path)),
      log_(std::move(log)) {}

const Node* Params::ask(KeyInfo info, std::string_view name, std::string_view listed_as) {
    log_->ask(path_, name);
    info.path = join_path(pattern_path_, listed_as.empty() ? name : listed_as);
    log_->describe(std::move(info));
    return table_->find(name);
}

std::string Params::listed_path(const GroupKey& key) const {
    return join_path(pattern_path_, key.listed_as.empty() ? key.name : key.listed_as);
}

void Params::missing(std::string_view name, const std::string& allowed) {
    if (log_->ignores(path_)) return;
    log_->fault(Diagnostic{.code = 208,
                           .where = where_,
                           .key = join_path(path_, name),
                           .problem = "required key is missing",
                           .allowed = allowed});
}

void Params::wrong(const Node& node,
                   std::string_view name,
                   int code,
                   std::string problem,
                   std::string allowed,
                   std::string suggestion) {
    log_->fault(Diagnostic{.code = code,
                           .where = node.where,
                           .key = join_path(path_, name),
                           .given = node.written,
                           .problem = std::move(problem),
                           .allowed = std::move(allowed),
                           .suggestion = std::move(suggestion)});
}

void Params::wrong_type(const Node& node,
                        std::string_view name,
                        const std::string& wanted,
                        const std::string& allowed) {
    wrong(
        node, name, 201, fmt::format("wants {}, got {}", wanted, describe_type(node)), allowed, "");
}

bool Params::has(std::string_view name) const {
    log_->ask(path_, name);
    return table_->find(name) != nullptr;
}

std::vector<std::string> Params::names() const {
    std::vector<std::string> list;
    for (const Node::Member& member : table_->table()) list.push_back(member.key);
    return list;
}

SourcePosition Params::position(std::string_view name) const {
    const Node* node = name.empty() ? nullptr : table_->find(name);
    return node ? node->where : where_;
}

Params Params::group(const GroupKey& key) {
    ask({.type = "table", .required = key.required, .meaning = std::string(key.meaning)},
        key.name,
        key.listed_as);
    if (auto found = group_optional(key)) return *found;
    // An absent group still says what it would have asked for; a misplaced one has its fault.
    const std::string path = join_path(path_, key.name);
    if (table_->find(key.name)) log_->ignore(path);
    return Params(root_, &empty_table(), where_, path, listed_path(key), log_);
}

std::optional<Params> Params::group_optional(const GroupKey& key) {
    const std::string path = join_path(path_, key.name);
    const Node* node =
        ask({.type = "table", .meaning = std::string(key.meaning)}, key.name, key.listed_as);
    if (!node) return std::nullopt;
    if (!node->is_table()) {
        wrong_type(*node, key.name, "a table", "[" + path + "]");
        return std::nullopt;
    }
    log_->open(path);
    return Params(root_, node, node->where, path, listed_path(key), log_);
}

std::vector<Params> Params::groups(const GroupKey& key, std::size_t fewest, std::size_t most) {
    const std::string range = fmt::format("{} to {} tables", fewest, most);
    const Node* node = ask({.type = "tables",
                            .range = range,
                            .required = fewest > 0,
                            .meaning = std::string(key.meaning)},
                           key.name);
    std::vector<Params> list;
    if (!node) {
        if (fewest > 0) missing(key.name, range);
        return list;
    }
    if (!node->is_array()) {
        wrong_type(*node, key.name, "an array of tables", range);
        return list;
    }
    const Node::Array& entries = node->array();
    if (entries.size() < fewest || entries.size() > most) {
        wrong(*node, key.name, 212, fmt::format("has {} entries", entries.size()), range, "");
        return list;
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string path = fmt::format("{}[{}]", join_path(path_, key.name), i);
        if (!entries[i].is_table()) {
            wrong_type(entries[i], fmt::format("{}[{}]", key.name, i), "a table", range);
            continue;
        }
        log_->open(path);
        list.push_back(Params(root_,
                              &entries[i],
                              entries[i].where,
                              path,
                              join_path(pattern_path_, key.name) + "[]",
                              log_));
    }
    return list;
}

void Params::fault(std::string_view name,
                   int code,
                   std::string problem,
                   std::string allowed,
                   std::string suggestion) {
    const Node* node = name.empty() ? nullptr : table_->find(name);
    log_->fault(Diagnostic{.code = code,
                           .where = node ? node->where : where_,
                           .key = join_path(path_, name),
                           .given = node ? node->written : "",
                           .problem = std::move(problem),
                           .allowed = std::move(allowed),
                           .suggestion = std::move(suggestion)});
}

void Params::ignore_rest() {
    log_->ignore(path_);
}

std::size_t Params::fault_count() const {
    return log_->faults().size();
}

void Params::finish() {
    if (root_->table().empty()) {
        log_->fault({.code = 214,
                     .where = root_->where,
                     .problem = "the scenario is empty; `mesogrid list keys` names every key"});
    }
    log_->add_unread(*table_, path_);
    throw_faults();
}

void Params::throw_faults() const {
    if (log_->faults().empty()) return;
    std::vector<Diagnostic> faults = log_->faults();
    std::stable_sort(faults.begin(), faults.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.where.file, a.where.line, a.where.column) <
               std::tie(b.where.file, b.where.line, b.where.column);
    });
    throw InputError(std::move(faults));
}

const std::vector<KeyInfo>& Params::asked_keys() const {
    return log_->asked();
}
const std::vector<ResolvedValue>& Params::resolved_values() const {
    return log_->resolved();
}
void Params::note(std::string text) {
    log_->note(std::move(text));
}
const std::vector<std::string>& Params::notes() const {
    return log_->notes();
}

}  // namespace mesogrid
