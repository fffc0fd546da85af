#include "engine/format/params.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"
#include "engine/format/read_log.hpp"
#include "engine/format/suggest.hpp"

namespace mesogrid {
namespace {

const Node& empty_table() {
    static const Node table{.value = Node::Table{}, .where = {}, .written = "a table"};
    return table;
}

bool has_control(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
    });
}

std::string number_range(double minimum, double maximum) {
    return write_number(minimum) + " to " + write_number(maximum);
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += (text.empty() ? "" : " | ") + std::string(word);
    }
    return text;
}

}  // namespace

Params::Params(Node tree)
    : root_(std::make_shared<const Node>(std::move(tree))),
      table_(root_.get()),
      where_(table_->where),
      log_(std::make_shared<ReadLog>()) {
    MESOGRID_EXPECTS(table_->is_table());
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

const Node* Params::ask(KeyInfo info, std::string_view name) {
    log_->ask(path_, name);
    info.path = join_path(pattern_path_, name);
    log_->describe(std::move(info));
    return table_->find(name);
}

void Params::missing(std::string_view name, const std::string& allowed) {
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

void Params::resolved(std::string_view name, const Node& node) {
    log_->resolve({join_path(path_, name), node.written, false, node.where, ""});
}

void Params::defaulted(std::string_view name, std::string value, std::string_view source) {
    log_->resolve({join_path(path_, name), std::move(value), true, {}, std::string(source)});
}

double Params::read(const NumberKey& key) {
    const std::string range = number_range(key.minimum, key.maximum);
    const std::string fallback = key.fallback ? write_number(*key.fallback) : "";
    const Node* node = ask({.type = "number",
                            .unit = "1",
                            .range = range,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const double otherwise = key.fallback.value_or(key.minimum);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, range);
        return otherwise;
    }
    double value = 0.0;
    if (const auto* integer = std::get_if<std::int64_t>(&node->value)) {
        value = static_cast<double>(*integer);
    } else if (const auto* real = std::get_if<double>(&node->value)) {
        value = *real;
    } else {
        wrong_type(*node, key.name, "a plain number", range);
        return otherwise;
    }
    if (!std::isfinite(value) || value < key.minimum || value > key.maximum) {
        wrong(*node, key.name, 206, "out of range", range, "");
        return otherwise;
    }
    resolved(key.name, *node);
    return value == 0.0 ? 0.0 : value;
}

std::optional<double> Params::read_optional(const NumberKey& key) {
    if (has(key.name)) return read(key);
    ask({.type = "number",
         .unit = "1",
         .range = number_range(key.minimum, key.maximum),
         .meaning = std::string(key.meaning),
         .source = std::string(key.source)},
        key.name);
    return std::nullopt;
}

std::int64_t Params::read(const IntegerKey& key) {
    const std::string range = fmt::format("{} to {}", key.minimum, key.maximum);
    const std::string fallback = key.fallback ? std::to_string(*key.fallback) : "";
    const Node* node = ask({.type = "integer",
                            .unit = "1",
                            .range = range,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const std::int64_t otherwise = key.fallback.value_or(key.minimum);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, range);
        return otherwise;
    }
    const auto* value = std::get_if<std::int64_t>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "an integer (counts are written without quotes)", range);
        return otherwise;
    }
    if (*value < key.minimum || *value > key.maximum) {
        wrong(*node, key.name, 206, "out of range", range, "");
        return otherwise;
    }
    resolved(key.name, *node);
    return *value;
}

std::optional<std::int64_t> Params::read_optional(const IntegerKey& key) {
    if (has(key.name)) return read(key);
    ask({.type = "integer",
         .unit = "1",
         .range = fmt::format("{} to {}", key.minimum, key.maximum),
         .meaning = std::string(key.meaning),
         .source = std::string(key.source)},
        key.name);
    return std::nullopt;
}

bool Params::read(const FlagKey& key) {
    const std::string fallback = key.fallback ? (*key.fallback ? "true" : "false") : "";
    const Node* node = ask({.type = "true/false",
                            .range = "true | false",
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source)
                     : missing(key.name, "true | false");
        return key.fallback.value_or(false);
    }
    const auto* value = std::get_if<bool>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "true or false", "true | false");
        return key.fallback.value_or(false);
    }
    resolved(key.name, *node);
    return *value;
}

std::string Params::read(const TextKey& key) {
    const std::string range = fmt::format("1 to {} characters", key.longest);
    const std::string fallback = key.fallback ? '"' + std::string(*key.fallback) + '"' : "";
    const Node* node = ask({.type = "text",
                            .range = range,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const std::string otherwise(key.fallback.value_or(""));
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, range);
        return otherwise;
    }
    const auto* value = std::get_if<std::string>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "text in quotes", range);
        return otherwise;
    }
    const auto characters = std::count_if(value->begin(), value->end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    if (value->empty() || static_cast<std::size_t>(characters) > key.longest) {
        wrong(*node, key.name, 209, fmt::format("has {} characters", characters), range, "");
        return otherwise;
    }
    if (has_control(*value)) {
        wrong(*node, key.name, 210, "has control characters", "printable text on one line", "");
        return otherwise;
    }
    resolved(key.name, *node);
    return *value;
}

std::optional<std::string> Params::read_optional(const TextKey& key) {
    if (has(key.name)) return read(key);
    ask({.type = "text",
         .range = fmt::format("1 to {} characters", key.longest),
         .meaning = std::string(key.meaning),
         .source = std::string(key.source)},
        key.name);
    return std::nullopt;
}

std::size_t Params::read(const ChoiceKey& key) {
    const std::string words = joined(key.words);
    const std::string fallback =
        key.fallback ? '"' + std::string(key.words[*key.fallback]) + '"' : "";
    const Node* node = ask({.type = "word",
                            .range = words,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const std::size_t otherwise = key.fallback.value_or(0);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, words);
        return otherwise;
    }
    const auto* value = std::get_if<std::string>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "one word in quotes", words);
        return otherwise;
    }
    const auto found = std::find(key.words.begin(), key.words.end(), *value);
    if (found == key.words.end()) {
        const std::string near = nearest(*value, {key.words.begin(), key.words.end()});
        wrong(*node,
              key.name,
              211,
              "is not one of the words",
              words,
              near.empty() ? "" : "did you mean \"" + near + "\"");
        return otherwise;
    }
    resolved(key.name, *node);
    return static_cast<std::size_t>(found - key.words.begin());
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
    if (auto found = group_optional(key)) return *found;
    // An absent or misplaced group still says what it would have asked for.
    return Params(root_,
                  &empty_table(),
                  where_,
                  join_path(path_, key.name),
                  join_path(pattern_path_, key.name),
                  log_);
}

std::optional<Params> Params::group_optional(const GroupKey& key) {
    log_->ask(path_, key.name);
    const Node* node = table_->find(key.name);
    if (!node) return std::nullopt;
    if (!node->is_table()) {
        wrong_type(*node, key.name, "a table", "[" + join_path(path_, key.name) + "]");
        return std::nullopt;
    }
    return Params(root_,
                  node,
                  node->where,
                  join_path(path_, key.name),
                  join_path(pattern_path_, key.name),
                  log_);
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
