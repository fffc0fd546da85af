#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/amount.hpp"
#include "engine/base/quantity.hpp"

namespace mesogrid {

/// A unit as it is written in files: one base unit is `multiplier * 10^decimal_exponent` base
/// units. The power of ten is kept apart so that "0.12 cm" and "1.2 mm" read as the same double.
struct Unit {
    std::string text;
    Dimension dimension;
    double multiplier = 1.0;
    int decimal_exponent = 0;
    std::optional<AmountLabel> label;  ///< set when the unit names an amount ("mg/mL", "MU/cm2")

    /// Value of one such unit in base units.
    double factor() const;
};

/// Reads a unit: products by space or '*', one '/' with optional parentheses after it, powers as
/// trailing digits ("mm2", "ug s/mm3", "1/s", "cm/(mmHg s)", "um2/s", "%").
/// `extra_label` names one more activity unit beside the built-in U, MU and platelet.
/// Empty when the text is not a unit.
std::optional<Unit> find_unit(std::string_view text, std::string_view extra_label = {});

/// Units a reader may write for this dimension, the usual one first; empty for unusual dimensions.
std::vector<std::string> accepted_units(const Dimension& dimension);

/// Words for a dimension as used in messages ("a length", "a duration", "a concentration").
std::string describe(const Dimension& dimension);

/// A number with a unit as written in a file.
struct WrittenQuantity {
    double base = 0.0;  ///< value in base units
    Unit unit;
};

/// Why a text is no quantity.
enum class QuantityFault {
    none,
    empty,
    not_a_number,
    decimal_comma,
    not_finite,
    overflow,
    underflow,
    missing_unit,
    unknown_unit,
};

struct QuantityReading {
    QuantityFault fault = QuantityFault::none;
    WrittenQuantity quantity;
};

/// Reads "1.2 mm". Never depends on the locale; one decimal conversion, correctly rounded, for
/// units that are powers of ten. -0 reads as 0; a non-zero number that underflows is a fault.
QuantityReading read_quantity(std::string_view text, std::string_view extra_label = {});

/// `base` (in base units) written in the named unit with at most `digits` significant digits,
/// e.g. "1.2 mm". The unit must exist (contract).
std::string write_quantity(double base, std::string_view unit, int digits = 6);

/// `base` converted into the named unit.
double in_unit(double base, std::string_view unit);

/// Shortest decimal text that reads back as the same double; never depends on the locale.
std::string write_number(double value);

}  // namespace mesogrid
