#include "engine/format/quantity_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"
#include "engine/format/source_text.hpp"
#include "engine/format/suggest.hpp"

namespace mesogrid {
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr std::size_t kMostColumns = 100;

struct Field {
    std::string_view text;
    std::size_t offset;  ///< bytes from the beginning of its line
};

/// What a column of the file means.
struct Meaning {
    std::size_t column;  ///< index into the asked columns
    Unit unit;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Reads line by line; knows where it is.
class Reader {
public:
    Reader(std::string_view text, std::string file, const std::vector<QuantityColumn>& columns)
        : text_(text), file_(std::move(file)), columns_(columns) {
        if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
    }

    QuantityTable read() {
        read_header();
        QuantityTable table(columns_.size());
        while (next_line()) {
            if (trimmed(current_).empty()) continue;
            if (table.rows() == kMostTableRows) {
                refuse(366, std::size_t{0}, "", "the table has too many rows", "1000000 rows");
            }
            std::vector<std::optional<double>> cells(columns_.size());
            read_row(cells);
            if (faults_.empty()) table.add_row(line_, cells);
        }
        finish();
        return table;
    }

private:
    /// The next line without its end; false at the end of the text.
    bool next_line() {
        if (text_.empty()) return false;
        const std::size_t end = text_.find('\n');
        current_ = text_.substr(0, end);
        text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
        if (!current_.empty() && current_.back() == '\r') current_.remove_suffix(1);
        ++line_;
        if (current_.size() > kLongestTableLine) {
            refuse(366, std::size_t{0}, "", "the line is too long", "65536 bytes");
        }
        return true;
    }

    std::vector<Field> fields() {
        std::vector<Field> list;
        std::size_t at = 0;
        while (true) {
            const std::size_t begin = at;
            const bool quoted = current_.substr(at, 1) == "\"";
            std::size_t end = 0;
            if (quoted) {
                end = current_.find('"', at + 1);
                if (end == std::string_view::npos) {
                    refuse(366, begin, "", "a quote is not closed on its line");
                }
                list.push_back({trimmed(current_.substr(at + 1, end - at - 1)), begin});
                end = std::min(current_.find(',', end), current_.size());
            } else {
                end = std::min(current_.find(',', at), current_.size());
                list.push_back({trimmed(current_.substr(at, end - at)), begin});
            }
            if (list.size() > kMostColumns) {
                refuse(366, begin, "", "the line has too many fields", "100 fields");
            }
            if (end == current_.size()) return list;
            at = end + 1;
        }
    }

    Diagnostic diagnostic(int code,
                          std::size_t offset,
                          const std::string& given,
                          std::string problem,
                          std::string allowed = {},
                          std::string suggestion = {}) const {
        const auto column = static_cast<int>(count_characters(current_.substr(0, offset))) + 1;
        return {.code = code,
                .where = {.file = file_, .line = line_, .column = column},
                .key = {},
                .given = given.empty() ? "" : '"' + shortened(given, 60) + '"',
                .problem = std::move(problem),
                .allowed = std::move(allowed),
                .suggestion = std::move(suggestion)};
    }
    template <class... Rest>
    [[noreturn]] void refuse(Rest&&... rest) const {
        throw InputError(diagnostic(std::forward<Rest>(rest)...));
    }

    std::string known_headers() const {
        std::string list;
        for (const QuantityColumn& column : columns_) {
            list += fmt::format("{}{} [{}]", list.empty() ? "" : ", ", column.name, column.unit);
        }
        return list;
    }

    void read_header() {
        while (next_line() && trimmed(current_).empty()) continue;
        if (current_.find(';') != std::string_view::npos) {
            refuse(364,
                   current_.find(';'),
                   "",
                   "columns are separated by commas, not by semicolons",
                   "",
                   R"(export with "," between fields and "." in numbers)");
        }
        const bool blank = trimmed(current_).empty();
        for (const Field& field : blank ? std::vector<Field>{} : fields()) {
            meanings_.push_back(meaning_of(field));
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool found =
                std::any_of(meanings_.begin(), meanings_.end(), [&](const auto& meaning) {
                    return meaning && meaning->column == i;
                });
            if (found || columns_[i].need == QuantityColumn::Need::optional) continue;
            refuse(364,
                   std::size_t{0},
                   "",
                   fmt::format("the column \"{}\" is missing", columns_[i].name),
                   known_headers());
        }
    }

    std::optional<Meaning> meaning_of(const Field& field) {
        const std::size_t bracket = field.text.find('[');
        const std::string name(trimmed(field.text.substr(0, bracket)));
        if (name.rfind("x_", 0) == 0) return std::nullopt;
        const auto known = std::find_if(columns_.begin(),
                                        columns_.end(),
                                        [&](const QuantityColumn& c) { return c.name == name; });
        if (known == columns_.end()) refuse_column(field, name);
        const auto index = static_cast<std::size_t>(known - columns_.begin());
        const bool closed = bracket != std::string_view::npos && field.text.back() == ']';
        if (!closed) {
            refuse(364,
                   field.offset,
                   std::string(field.text),
                   "the unit of the column is missing",
                   "",
                   fmt::format("{} [{}]", known->name, known->unit));
        }
        const std::string_view text =
            field.text.substr(bracket + 1, field.text.size() - bracket - 2);
        const auto unit = find_unit(trimmed(text));
        if (!unit || unit->dimension != known->dimension) {
            refuse(364,
                   field.offset,
                   std::string(field.text),
                   "the unit is not that of " + describe(known->dimension),
                   "",
                   fmt::format("{} [{}]", known->name, known->unit));
        }
        for (const auto& other : meanings_) {
            if (other && other->column == index) {
                refuse(364, field.offset, std::string(field.text), "the column stands twice");
            }
        }
        return Meaning{index, *unit};
    }

    [[noreturn]] void refuse_column(const Field& field, std::string name) const {
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        std::vector<std::string> names;
        for (const QuantityColumn& column : columns_) names.emplace_back(column.name);
        std::string near = nearest(name, names);
        refuse(364,
               field.offset,
               std::string(field.text),
               "no column of this name is read; columns that are not meant to be read begin "
               "with x_",
               known_headers(),
               std::move(near));
    }

    void fault(const Field& field, std::string problem, std::string allowed = {}) {
        ++fault_count_;
        if (faults_.size() >= kMostFaults) return;
        faults_.push_back(diagnostic(
            365, field.offset, std::string(field.text), std::move(problem), std::move(allowed)));
    }

    void read_row(std::vector<std::optional<double>>& cells) {
        const std::vector<Field> row = fields();
        if (row.size() != meanings_.size()) {
            const bool comma = row.size() > meanings_.size();
            fault({current_, 0},
                  fmt::format(
                      "the row has {} fields{}", row.size(), comma ? " (a decimal comma?)" : ""),
                  fmt::format("{}, as the first line", meanings_.size()));
            return;
        }
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!meanings_[i]) continue;
            cells[meanings_[i]->column] = read_cell(row[i], *meanings_[i]);
        }
    }

    std::optional<double> read_cell(const Field& field, const Meaning& meaning) {
        const QuantityColumn& column = columns_[meaning.column];
        if (field.text.empty()) {
            if (column.need == QuantityColumn::Need::required) {
                fault(field, fmt::format("the column \"{}\" is empty here", column.name));
            }
            return std::nullopt;
        }
        std::string_view digits = field.text;
        if (digits.front() == '+') digits.remove_prefix(1);
        double value = 0.0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
            const bool comma = digits.find(',') != std::string_view::npos;
            fault(field, comma ? "a number has a decimal point, not a comma" : "is no number");
            return std::nullopt;
        }
        const double base = value * meaning.unit.factor();
        if (base < column.minimum || base > column.maximum) {
            fault(field,
                  "out of range",
                  fmt::format("{} to {}",
                              write_quantity(column.minimum, column.unit),
                              write_quantity(column.maximum, column.unit)));
            return std::nullopt;
        }
        return base == 0.0 ? 0.0 : base;
    }

    void finish() {
        if (faults_.empty()) return;
        if (fault_count_ > faults_.size()) {
            faults_.back().problem +=
                fmt::format("; and {} more faults in this file", fault_count_ - faults_.size());
        }
        throw InputError(faults_);
    }

    std::string_view text_;
    std::string file_;
    const std::vector<QuantityColumn>& columns_;
    std::string_view current_;
    int line_ = 0;
    std::vector<std::optional<Meaning>> meanings_;
    std::vector<Diagnostic> faults_;
    std::size_t fault_count_ = 0;
};

}  // namespace

QuantityTable read_quantity_table(std::string_view text,
                                  const std::string& file,
                                  const std::vector<QuantityColumn>& columns) {
    return Reader(text, file, columns).read();
}

}  // namespace mesogrid
