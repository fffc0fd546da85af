#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/units.hpp"

/// Reading a number with its unit, as files write it.
namespace mesogrid {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// A number as its digits and power of ten: text = digits * 10^exponent.
struct Decimal {
    std::string digits;  ///< sign, digits and point, as from_chars takes them
    long exponent = 0;
    std::size_t length = 0;  ///< characters read
};

/// Reads [sign] digits [. digits] [e [sign] digits] from the front; length 0 when there is none.
Decimal read_decimal(std::string_view text) {
    Decimal decimal;
    std::size_t at = 0;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    std::size_t digits = at - first;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = ++at;
        while (at < text.size() && is_digit(text[at])) ++at;
        digits += at - fraction;
    }
    if (digits == 0) return decimal;
    decimal.digits = std::string(text.substr(text[0] == '+' ? 1 : 0, at - (text[0] == '+')));
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t end = at + 1;
        if (end < text.size() && (text[end] == '+' || text[end] == '-')) ++end;
        const std::size_t number = end;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end > number) {
            const bool negative = text[number - 1] == '-';
            long value = 0;
            for (std::size_t i = number; i < end; ++i)
                value = std::min(value * 10 + (text[i] - '0'), 99999L);
            decimal.exponent = negative ? -value : value;
            at = end;
        }
    }
    decimal.length = at;
    return decimal;
}

/// Value of the decimal times 10^shift, correctly rounded; sets the fault when it leaves the range.
double to_double(const Decimal& decimal, int shift, QuantityFault& fault) {
    const std::string text = decimal.digits + "e" + std::to_string(decimal.exponent + shift);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        // The first non-zero digit tells whether it is too large or too small.
        const std::size_t point = std::min(decimal.digits.find('.'), decimal.digits.size());
        const std::size_t digit = decimal.digits.find_first_of("123456789");
        const long magnitude =
            static_cast<long>(point) - static_cast<long>(digit) + decimal.exponent + shift;
        fault = magnitude > 0 ? QuantityFault::overflow : QuantityFault::underflow;
        return 0.0;
    }
    return value == 0.0 ? 0.0 : value;  // -0 reads as 0
}

}  // namespace

QuantityReading read_quantity(std::string_view text, std::string_view extra_label) {
    QuantityReading reading;
    text = trimmed(text);
    if (text.empty()) {
        reading.fault = QuantityFault::empty;
        return reading;
    }
    const std::string_view unsigned_text =
        text.front() == '-' || text.front() == '+' ? text.substr(1) : text;
    for (const std::string_view word : {"nan", "NaN", "inf", "Inf", "INF", "NAN"}) {
        if (unsigned_text.rfind(word, 0) == 0) {
            reading.fault = QuantityFault::not_finite;
            return reading;
        }
    }
    const Decimal decimal = read_decimal(text);
    if (decimal.length == 0) {
        reading.fault = QuantityFault::not_a_number;
        return reading;
    }
    const std::string_view rest = text.substr(decimal.length);
    if (rest.size() > 1 && rest[0] == ',' && is_digit(rest[1])) {
        reading.fault = QuantityFault::decimal_comma;
        return reading;
    }
    if (trimmed(rest).empty()) {
        reading.fault = QuantityFault::missing_unit;
        return reading;
    }
    const std::optional<Unit> unit = find_unit(rest, extra_label);
    if (!unit) {
        reading.fault = QuantityFault::unknown_unit;
        return reading;
    }
    reading.quantity.unit = *unit;
    reading.quantity.base =
        unit->multiplier * to_double(decimal, unit->decimal_exponent, reading.fault);
    if (!std::isfinite(reading.quantity.base)) reading.fault = QuantityFault::overflow;
    return reading;
}

}  // namespace mesogrid
