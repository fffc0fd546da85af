#include "engine/base/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/contracts.hpp"

namespace mesogrid {
namespace {

struct Symbol {
    std::string_view text;
    Dimension dimension;
    double multiplier;
    int decimal_exponent;
    std::string_view label = {};
};

constexpr Dimension kLength{.length = 1};
constexpr Dimension kTime{.time = 1};
constexpr Dimension kVolume{.length = 3};
constexpr Dimension kMass{.mass = 1};
constexpr Dimension kPressure{.length = -1, .time = -2, .mass = 1};
constexpr Dimension kAmount{.amount = 1};
constexpr Dimension kAngle{.angle = 1};

/// 1 mmHg = 133.322387415 Pa; 1 Da = 1.66053906660e-18 ug (CODATA 2018).
constexpr std::array kSymbols = {
    Symbol{"mm", kLength, 1.0, 0},
    Symbol{"um", kLength, 1.0, -3},
    Symbol{"nm", kLength, 1.0, -6},
    Symbol{"cm", kLength, 1.0, 1},
    Symbol{"m", kLength, 1.0, 3},
    Symbol{"s", kTime, 1.0, 0},
    Symbol{"ms", kTime, 1.0, -3},
    Symbol{"min", kTime, 60.0, 0},
    Symbol{"h", kTime, 3600.0, 0},
    Symbol{"d", kTime, 86400.0, 0},
    Symbol{"wk", kTime, 604800.0, 0},
    Symbol{"uL", kVolume, 1.0, 0},
    Symbol{"nL", kVolume, 1.0, -3},
    Symbol{"mL", kVolume, 1.0, 3},
    Symbol{"L", kVolume, 1.0, 6},
    Symbol{"Da", kMass, 1.66053906660, -18},
    Symbol{"kDa", kMass, 1.66053906660, -15},
    Symbol{"Pa", kPressure, 1.0, 6},
    Symbol{"mPa", kPressure, 1.0, 3},
    Symbol{"kPa", kPressure, 1.0, 9},
    Symbol{"mbar", kPressure, 1.0, 8},
    Symbol{"mmHg", kPressure, 1.33322387415, 8},
    Symbol{"ug", kAmount, 1.0, 0, "ug"},
    Symbol{"ng", kAmount, 1.0, -3, "ug"},
    Symbol{"mg", kAmount, 1.0, 3, "ug"},
    Symbol{"g", kAmount, 1.0, 6, "ug"},
    Symbol{"U", kAmount, 1.0, 0, "U"},
    Symbol{"MU", kAmount, 1.0, 0, "MU"},
    Symbol{"platelet", kAmount, 1.0, 0, "platelet"},
    Symbol{"deg", kAngle, 0.017453292519943295769, 0},
    Symbol{"rad", kAngle, 1.0, 0},
    Symbol{"1", {}, 1.0, 0},
    Symbol{"%", {}, 1.0, -2},
};

double power_of_ten(int exponent) {
    double value = 1.0;
    for (int i = 0; i < exponent; ++i) value *= 10.0;
    return value;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::optional<Symbol> find_symbol(std::string_view text, std::string_view extra_label) {
    for (const Symbol& symbol : kSymbols) {
        if (symbol.text == text) return symbol;
    }
    if (!extra_label.empty() && text == extra_label) {
        return Symbol{text, kAmount, 1.0, 0, text};
    }
    return std::nullopt;
}

Dimension scaled(const Dimension& d, int power) {
    return {power * d.length, power * d.time, power * d.mass, power * d.amount, power * d.angle};
}

/// Multiplies `unit` by one factor such as "mm2", to the power +1 or -1.
bool multiply(Unit& unit, std::string_view factor, int sign, std::string_view extra_label) {
    int power = 1;
    std::string_view name = factor;
    if (factor.size() > 1 && is_digit(factor.back()) && factor.back() != '0') {
        power = factor.back() - '0';
        name.remove_suffix(1);
    }
    const std::optional<Symbol> symbol = find_symbol(name, extra_label);
    if (!symbol) return false;
    power *= sign;
    unit.dimension = unit.dimension + scaled(symbol->dimension, power);
    unit.decimal_exponent += power * symbol->decimal_exponent;
    for (int i = 0; i < std::abs(power); ++i) {
        unit.multiplier =
            power > 0 ? unit.multiplier * symbol->multiplier : unit.multiplier / symbol->multiplier;
    }
    if (symbol->label.empty()) return true;
    const AmountLabel label{std::string(symbol->label)};
    if (unit.label && *unit.label != label) return false;
    unit.label = label;
    return true;
}

/// Multiplies by every factor of "ug s" or "ug*s".
bool multiply_all(Unit& unit, std::string_view factors, int sign, std::string_view extra_label) {
    factors = trimmed(factors);
    if (factors.empty()) return false;
    while (!factors.empty()) {
        const std::size_t end = std::min(factors.find_first_of(" *"), factors.size());
        if (!multiply(unit, factors.substr(0, end), sign, extra_label)) return false;
        factors = trimmed(factors.substr(std::min(end + 1, factors.size())));
    }
    return true;
}

struct NamedDimension {
    Dimension dimension;
    std::string_view words;
    std::string_view units;  ///< the usual ones, separated by '|'
};

constexpr std::array kNamed = {
    NamedDimension{kLength, "a length", "mm|um|cm|m"},
    NamedDimension{{.length = 2}, "an area", "mm2|cm2"},
    NamedDimension{kVolume, "a volume", "uL|mL|mm3|cm3"},
    NamedDimension{kTime, "a duration", "s|min|h|d|wk"},
    NamedDimension{{.time = -1}, "a rate", "1/s|1/min|1/h|1/d"},
    NamedDimension{{.length = 2, .time = -1}, "a diffusivity", "um2/s|mm2/s|cm2/s"},
    NamedDimension{{.length = 3, .time = -1}, "a flow rate", "uL/s|mL/s"},
    NamedDimension{kMass, "a molar mass", "Da|kDa"},
    NamedDimension{kPressure, "a pressure", "kPa|Pa|mbar|mmHg"},
    NamedDimension{{.length = -1, .time = -1, .mass = 1}, "a viscosity", "mPa s|Pa s"},
    NamedDimension{kAngle, "an angle", "deg|rad"},
    NamedDimension{kAmount, "an amount", "ug|mg|U|MU|platelet"},
    NamedDimension{{.length = -3, .amount = 1},
                   "a concentration",
                   "mg/mL|ug/uL|ug/mm3|U/mL|MU/mL|platelet/uL"},
    NamedDimension{{.length = -2, .amount = 1}, "an areal dose", "ug/mm2|mg/cm2|U/cm2|MU/cm2"},
    NamedDimension{{.length = -3, .time = 1, .amount = 1},
                   "a concentration times time",
                   "ug s/mm3|mg h/mL|U h/mL"},
    NamedDimension{{.length = -2, .time = 1, .amount = 1},
                   "an areal dose times time",
                   "ug s/mm2|mg h/cm2|U h/cm2"},
    NamedDimension{{}, "a plain number", "1|%"},
};

}  // namespace

double Unit::factor() const {
    return decimal_exponent >= 0 ? multiplier * power_of_ten(decimal_exponent)
                                 : multiplier / power_of_ten(-decimal_exponent);
}

std::optional<Unit> find_unit(std::string_view text, std::string_view extra_label) {
    text = trimmed(text);
    if (text.empty() || text.size() > 60) return std::nullopt;
    Unit unit;
    unit.text = std::string(text);
    const std::size_t slash = text.find('/');
    if (!multiply_all(unit, text.substr(0, slash), 1, extra_label)) return std::nullopt;
    if (slash == std::string_view::npos) return unit;
    std::string_view below = trimmed(text.substr(slash + 1));
    if (below.size() > 2 && below.front() == '(' && below.back() == ')') {
        below = below.substr(1, below.size() - 2);
    }
    if (!multiply_all(unit, below, -1, extra_label)) return std::nullopt;
    return unit;
}

std::vector<std::string> accepted_units(const Dimension& dimension) {
    std::vector<std::string> units;
    for (const NamedDimension& named : kNamed) {
        if (named.dimension != dimension) continue;
        std::string_view rest = named.units;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('|'), rest.size());
            units.emplace_back(rest.substr(0, end));
            rest = rest.substr(std::min(end + 1, rest.size()));
        }
    }
    return units;
}

std::string describe(const Dimension& dimension) {
    for (const NamedDimension& named : kNamed) {
        if (named.dimension == dimension) return std::string(named.words);
    }
    return "a quantity of another kind";
}

double in_unit(double base, std::string_view unit) {
    const std::optional<Unit> found = find_unit(unit, unit.substr(0, unit.find_first_of(" */")));
    MESOGRID_EXPECTS(found.has_value());
    const double decimal = found->decimal_exponent >= 0
                               ? base / power_of_ten(found->decimal_exponent)
                               : base * power_of_ten(-found->decimal_exponent);
    return decimal / found->multiplier;
}

std::string write_quantity(double base, std::string_view unit, int digits) {
    return fmt::format("{:.{}g} {}", in_unit(base, unit), digits, unit);
}

std::string write_number(double value) {
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    MESOGRID_ENSURES(error == std::errc());
    return std::string(buffer.data(), end);
}

}  // namespace mesogrid
