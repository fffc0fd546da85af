#include "engine/base/parameter.hpp"

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"

namespace mesogrid {

std::string to_text(Grade grade) {
    return std::string(1, static_cast<char>('A' + static_cast<int>(grade)));
}

std::optional<Grade> grade_of(std::string_view letter) {
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'E') return std::nullopt;
    return static_cast<Grade>(letter[0] - 'A');
}

std::optional<Grade> grade_in(std::string_view source) {
    constexpr std::string_view kWord = "grade ";
    const std::size_t at = source.rfind(kWord);
    if (at == std::string_view::npos) return std::nullopt;
    return grade_of(source.substr(at + kWord.size(), 1));
}

double Parameter::base_of(const std::string& number) const {
    const QuantityReading reading = read_quantity(number + " " + unit);
    MESOGRID_EXPECTS(reading.fault == QuantityFault::none);
    return reading.quantity.base;
}

std::string Parameter::text_of(const std::string& number) const {
    return unit == "1" ? number : number + " " + unit;
}

std::optional<double> Parameter::low_base() const {
    return low.empty() ? std::nullopt : std::optional(base_of(low));
}

std::optional<double> Parameter::high_base() const {
    return high.empty() ? std::nullopt : std::optional(base_of(high));
}

std::string Parameter::range() const {
    return low.empty() && high.empty() ? "" : text_of(low) + " to " + text_of(high);
}

std::string Parameter::evidence() const {
    return source + "; grade " + to_text(grade);
}

bool Parameter::contains(double base_value) const {
    const std::optional<double> least = low_base();
    const std::optional<double> most = high_base();
    return (!least || base_value >= *least) && (!most || base_value <= *most);
}

Dimension Parameter::dimension() const {
    const std::optional<Unit> found = find_unit(unit);
    MESOGRID_EXPECTS(found.has_value());
    return found->dimension;
}

const Parameter* ParameterTable::find(std::string_view name, std::string_view place) const {
    for (const Parameter& row : rows_) {
        if (row.name == name && row.place == place) return &row;
    }
    return nullptr;
}

const Parameter& ParameterTable::at(std::string_view name, std::string_view place) const {
    if (const Parameter* row = find(name, place)) return *row;
    throw InternalError("no parameter " + std::string(name) + " of " + std::string(place));
}

}  // namespace mesogrid
