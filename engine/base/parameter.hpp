#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/contracts.hpp"
#include "engine/base/quantity.hpp"

namespace mesogrid {

/// How well a number is founded, best first: primary source read, abstract or secondary page read,
/// general knowledge of the literature, derived here, engineering default.
enum class Grade { a, b, c, d, e };

/// "A" to "E".
std::string to_text(Grade grade);

/// The grade of a single letter A to E; none for anything else.
std::optional<Grade> grade_of(std::string_view letter);

/// The grade that a source names ("Aukland & Reed 1993; grade C"), the last one named; none when it
/// names none.
std::optional<Grade> grade_in(std::string_view source);

/// A number with its unit, range, grade and source: one row of the parameter table.
struct Parameter {
    std::string name;
    std::string place;  ///< region, layer or thing it holds for
    std::string value;  ///< as written, in `unit`
    std::string low;    ///< least plausible value, as written; "" when none is stated
    std::string high;
    std::string unit;
    Grade grade = Grade::e;
    std::string source;

    /// Value in base units. The row must be well formed (tests see to that of every shipped row).
    double base() const { return base_of(value); }
    std::optional<double> low_base() const;
    std::optional<double> high_base() const;
    /// "1.3 mm", with a plain number for unit 1.
    std::string text() const { return text_of(value); }
    /// "0.9 mm to 1.7 mm", or "" without a range.
    std::string range() const;
    /// Source and grade in the one form of provenance: "Sim 2014; grade B".
    std::string evidence() const;
    /// Is this value, in base units, inside the range (a missing bound bounds nothing)?
    bool contains(double base_value) const;

    template <class Q>
    Q as() const {
        MESOGRID_EXPECTS(dimension() == Q::dimension);
        return Q::from_base(base());
    }

private:
    Dimension dimension() const;
    double base_of(const std::string& number) const;
    std::string text_of(const std::string& number) const;
};

/// Rows by name and place, in order of writing; const once built.
class ParameterTable {
public:
    ParameterTable() = default;
    explicit ParameterTable(std::vector<Parameter> rows) : rows_(std::move(rows)) {}

    const Parameter* find(std::string_view name, std::string_view place) const;
    /// Throws InternalError when there is no such row.
    const Parameter& at(std::string_view name, std::string_view place) const;
    const std::vector<Parameter>& rows() const { return rows_; }

private:
    std::vector<Parameter> rows_;
};

}  // namespace mesogrid
