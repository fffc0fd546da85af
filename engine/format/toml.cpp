#include "engine/format/toml.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/base/units.hpp"
#include "engine/format/toml_guard.hpp"

namespace mesogrid {
namespace {

SourcePosition position_of(const toml::source_position& at, const std::string& file) {
    return {file, static_cast<int>(at.line), static_cast<int>(at.column)};
}

[[noreturn]] void refuse(int code, const SourcePosition& where, std::string problem) {
    throw InputError(Diagnostic{.code = code, .where = where, .problem = std::move(problem)});
}

std::string shortened(std::string text) {
    constexpr std::size_t kLongest = 60;
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

Node convert(const toml::node& from, const std::string& file);

Node convert_table(const toml::table& table, const std::string& file) {
    Node::Table members;
    for (const auto& [key, value] : table) {
        members.push_back(
            {std::string(key.str()), position_of(key.source().begin, file), convert(value, file)});
    }
    // toml++ sorts keys by name; people wrote them in another order.
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
        return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
    });
    return Node{.value = std::move(members), .where = {}, .written = "a table"};
}

Node convert(const toml::node& from, const std::string& file) {
    Node node;
    if (const auto* table = from.as_table()) {
        node = convert_table(*table, file);
    } else if (const auto* array = from.as_array()) {
        Node::Array entries;
        for (const toml::node& entry : *array) entries.push_back(convert(entry, file));
        node = Node{.value = std::move(entries), .where = {}, .written = "an array"};
    } else if (const auto* text = from.as_string()) {
        node =
            Node{.value = text->get(), .where = {}, .written = shortened('"' + text->get() + '"')};
    } else if (const auto* integer = from.as_integer()) {
        node =
            Node{.value = integer->get(), .where = {}, .written = std::to_string(integer->get())};
    } else if (const auto* real = from.as_floating_point()) {
        node = Node{.value = real->get(), .where = {}, .written = write_number(real->get())};
    } else if (const auto* flag = from.as_boolean()) {
        node = Node{.value = flag->get(), .where = {}, .written = flag->get() ? "true" : "false"};
    } else {
        refuse(108,
               position_of(from.source().begin, file),
               "dates and times are not used in scenarios");
    }
    node.where = position_of(from.source().begin, file);
    return node;
}

std::string_view line_of(std::string_view text, std::size_t number) {
    for (std::size_t line = 1; line < number; ++line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    const std::string_view line = text.substr(0, text.find('\n'));
    return line.substr(0, line.find('\r'));
}

/// The offending line with a caret under the column.
std::string excerpt(std::string_view text, const toml::source_position& at) {
    const std::string line(line_of(text, at.line));
    const std::string margin = fmt::format("{:>5} | ", at.line);
    std::string caret(margin.size(), ' ');
    for (std::size_t i = 0; i + 1 < at.column && i < line.size(); ++i) {
        caret += line[i] == '\t' ? '\t' : ' ';
    }
    return "\n" + margin + shortened(line) + "\n" + caret + "^";
}

/// The last place before `line` where a key of this name was written, searched in the part of the
/// file before it.
std::optional<toml::source_position> earlier_key(const toml::table& table, std::string_view name) {
    std::optional<toml::source_position> last;
    const auto consider = [&](const std::optional<toml::source_position>& at) {
        if (at && (!last || at->line > last->line)) last = at;
    };
    for (const auto& [key, value] : table) {
        if (key.str() == name) consider(key.source().begin);
        if (const auto* inner = value.as_table()) consider(earlier_key(*inner, name));
        if (const auto* array = value.as_array()) {
            for (const toml::node& entry : *array) {
                if (const auto* row = entry.as_table()) consider(earlier_key(*row, name));
            }
        }
    }
    return last;
}

std::string duplicate_note(std::string_view text, const toml::parse_error& error) {
    const std::string_view description = error.description();
    if (description.find("redefine") == std::string_view::npos) return {};
    const std::size_t last = description.rfind('\'');
    if (last == std::string_view::npos || last == 0) return {};
    const std::size_t first = description.rfind('\'', last - 1);
    if (first == std::string_view::npos) return {};
    std::string_view name = description.substr(first + 1, last - first - 1);
    if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
        name = name.substr(dot + 1);
    }
    std::string_view before = text;
    before = before.substr(
        0, static_cast<std::size_t>(line_of(text, error.source().begin.line).data() - text.data()));
    try {
        const toml::table table = toml::parse(before, std::string_view("before"));
        const auto at = earlier_key(table, name);
        if (!at) return {};
        return fmt::format("the key {} is written twice: first in line {}, again in line {}",
                           name,
                           at->line,
                           error.source().begin.line);
    } catch (const toml::parse_error&) {
        return {};
    }
}

}  // namespace

Node parse_toml(std::string_view text, const std::string& file) {
    text = guard_toml(text, file);
    try {
        const toml::table table = toml::parse(text, std::string_view(file));
        Node root = convert_table(table, file);
        root.where = {file, 1, 1};
        return root;
    } catch (const toml::parse_error& error) {
        const toml::source_position at = error.source().begin;
        const std::string twice = duplicate_note(text, error);
        refuse(twice.empty() ? 106 : 109,
               position_of(at, file),
               (twice.empty() ? std::string(error.description()) : twice) + excerpt(text, at));
    }
}

}  // namespace mesogrid
