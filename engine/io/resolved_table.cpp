#include "engine/io/resolved_table.hpp"

#include <fmt/format.h>

#include "engine/base/units.hpp"

namespace mesogrid {
namespace {

std::string unquoted(const std::string& text) {
    const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                        text.back() == text.front();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::vector<ResolvedRow> resolved_table(const std::vector<ResolvedValue>& values,
                                        const std::string& label) {
    std::vector<ResolvedRow> rows;
    for (const ResolvedValue& value : values) {
        ResolvedRow row{.key = value.path,
                        .written = value.value,
                        .value = unquoted(value.value),
                        .source = value.source};
        const QuantityReading reading = read_quantity(row.value, label);
        const std::string& unit = reading.quantity.unit.text;
        if (reading.fault == QuantityFault::none && row.value.ends_with(unit)) {
            row.unit = unit;
            row.value.resize(row.value.size() - unit.size());
            while (row.value.ends_with(' ')) row.value.pop_back();
        }
        row.origin = value.is_default ? "default" : "scenario";
        if (!value.is_default) {
            row.where = value.where.line > 0
                            ? fmt::format("{}:{}", value.where.file, value.where.line)
                            : value.where.file;
        }
        if (value.grade) row.grade = to_text(*value.grade);
        row.kind = value.unit;
        row.range = value.range;
        row.outside = value.outside_range ? "yes" : "";
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace mesogrid
