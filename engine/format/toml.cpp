#include "engine/format/toml.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/format/source_text.hpp"
#include "engine/format/toml_guard.hpp"
#include "engine/format/toml_tree.hpp"

namespace mesogrid {
namespace {

/// The offending line with a caret under the column; of a long line the part around it.
std::string excerpt(const SourceText& source, const toml::source_position& at) {
    constexpr std::size_t kWidth = 72;
    constexpr std::size_t kBefore =
        40;  // characters of a long line that are shown before the caret
    const std::string_view line = source.line(at.line);
    const std::size_t column = at.column;
    const std::size_t first = column > kWidth ? column - kBefore : 1;
    const std::size_t start = source.offset(at.line, 1);
    const std::size_t from = source.offset(at.line, first) - start;
    const std::size_t to = source.offset(at.line, first + kWidth) - start;
    std::string shown = first > 1 ? "…" : "";
    std::string blanks(first > 1 ? 1 : 0, ' ');
    shown += line.substr(std::min(from, line.size()), to - from);
    if (to < line.size()) shown += "…";
    const std::size_t before = source.offset(at.line, column) - start;
    for (std::size_t i = from; i < before && i < line.size(); ++i) {
        if (!continues_character(line[i])) blanks += line[i] == '\t' ? '\t' : ' ';
    }
    const std::string margin = fmt::format("{:>5} | ", at.line);
    return "\n" + margin + shown + "\n" + std::string(margin.size(), ' ') + blanks + "^";
}

/// The last place where a key of this name was written.
std::optional<toml::source_position> last_key(const toml::table& table, std::string_view name) {
    std::optional<toml::source_position> last;
    const auto consider = [&](const std::optional<toml::source_position>& at) {
        if (at && (!last || at->line >= last->line)) last = at;
    };
    for (const auto& [key, value] : table) {
        if (key.str() == name) consider(key.source().begin);
        if (const auto* inner = value.as_table()) consider(last_key(*inner, name));
        const auto* array = value.as_array();
        if (!array) continue;
        for (const toml::node& entry : *array) {
            if (const auto* row = entry.as_table()) consider(last_key(*row, name));
        }
    }
    return last;
}

/// The name between the last two quotes of the parser's message ("cannot redefine … 'a'").
std::optional<std::string> redefined_name(std::string_view description) {
    if (description.find("redefine") == std::string_view::npos) return std::nullopt;
    const std::size_t last = description.rfind('\'');
    if (last == std::string_view::npos || last == 0) return std::nullopt;
    const std::size_t first = description.rfind('\'', last - 1);
    if (first == std::string_view::npos) return std::nullopt;
    const std::string_view name = description.substr(first + 1, last - first - 1);
    const std::size_t dot = name.rfind('.');
    return std::string(dot == std::string_view::npos ? name : name.substr(dot + 1));
}

/// For a key written twice: the message with both lines. The first one is found by reading the part
/// of the file before the second.
std::optional<std::string> duplicate_problem(const SourceText& source,
                                             const toml::parse_error& error) {
    const auto name = redefined_name(error.description());
    if (!name) return std::nullopt;
    const auto again = error.source().begin.line;
    std::string first = "the same line";
    try {
        const auto before = source.text().substr(0, source.offset(again, 1));
        if (const auto at = last_key(toml::parse(before, std::string_view("before")), *name)) {
            first = fmt::format("line {}", at->line);
        }
    } catch (const toml::parse_error&) {
        first = "the lines before";  // the second key stands within a bracket of several lines
    }
    return fmt::format(
        "the key {} is written twice: first in {}, again in line {}", *name, first, again);
}

}  // namespace

Node parse_toml(std::string_view text, const std::string& file) {
    const SourceText source(guard_toml(text, file));
    try {
        return to_tree(toml::parse(source.text(), std::string_view(file)), source, file);
    } catch (const toml::parse_error& error) {
        const auto duplicate = duplicate_problem(source, error);
        Diagnostic diagnostic;
        diagnostic.code = duplicate ? 109 : 106;
        diagnostic.where = to_position(error.source().begin, file);
        diagnostic.problem = duplicate.value_or(std::string(error.description())) +
                             excerpt(source, error.source().begin);
        throw InputError(std::move(diagnostic));
    }
}

}  // namespace mesogrid
