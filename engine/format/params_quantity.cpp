#include <limits>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/format/params.hpp"

/// Quantities: strings with a unit, checked for dimension, range and amount label.
namespace mesogrid {
namespace {

/// The dimension with its amount counted as a volume of product.
Dimension as_product_volume(const Dimension& dimension) {
    return dimension - Dimension{.amount = 1} + Dimension{.length = 3};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// Accepted units of a dimension, those of one amount label if it is given: "U" makes "U s/mm3" out
/// of "ug s/mm3" where the usual units name no U.
std::vector<std::string> units_of(const Dimension& dimension,
                                  const std::optional<AmountLabel>& label) {
    std::vector<std::string> all = accepted_units(dimension);
    if (!label) return all;
    std::vector<std::string> own;
    std::vector<std::string> renamed;
    for (const std::string& text : all) {
        const std::string theirs = find_unit(text)->label.value_or(AmountLabel{}).text;
        if (theirs == label->text) own.push_back(text);
        if (text.rfind(theirs, 0) == 0) renamed.push_back(label->text + text.substr(theirs.size()));
    }
    return own.empty() ? renamed : own;
}

/// The text with its first decimal comma mended and a unit, when that makes it a quantity.
std::string mended_comma(std::string text, std::string_view unit) {
    text[text.find(',')] = '.';
    const QuantityFault fault = mesogrid::read_quantity(text).fault;
    if (fault == QuantityFault::missing_unit) text += ' ' + std::string(unit);
    const bool mended = fault == QuantityFault::none || fault == QuantityFault::missing_unit;
    return mended ? "write \"" + text + "\"" : "";
}

}  // namespace

std::string Params::QuantitySpec::range() const {
    if (unit.empty()) return {};
    const std::string least = write_quantity(minimum, unit);
    if (maximum == std::numeric_limits<double>::infinity()) return least + " or more";
    return least + " to " + write_quantity(maximum, unit);
}

KeyInfo Params::info_of(const QuantitySpec& spec, Need need, std::string_view type) const {
    return {.path = {},
            .type = std::string(type),
            .unit = std::string(spec.unit),
            .range = spec.range(),
            .fallback = spec.fallback ? '"' + write_quantity(*spec.fallback, spec.unit) + '"' : "",
            .required = need == Need::required && !spec.fallback,
            .meaning = std::string(spec.meaning),
            .source = std::string(spec.source)};
}

void Params::no_quantity(const Node& node,
                         std::string_view name,
                         QuantityFault fault,
                         const QuantitySpec& spec) {
    const auto* text = std::get_if<std::string>(&node.value);
    const std::string number = text ? *text : node.written;
    const std::string kind = describe(spec.dimension);
    const std::string units = joined(units_of(spec.dimension, spec.label));
    const auto log = [&](int code, std::string problem, std::string suggestion = {}) {
        wrong(node, name, code, std::move(problem), spec.range(), std::move(suggestion));
    };
    switch (fault) {
        case QuantityFault::missing_unit:
            return log(202,
                       kind + " needs a unit (" + units + ")",
                       fmt::format("write \"{} {}\"", number, spec.unit));
        case QuantityFault::unknown_unit:
            return log(203, "the unit is not known; " + kind + " is written in " + units);
        case QuantityFault::decimal_comma:
            return log(204, "decimals are written with a point", mended_comma(number, spec.unit));
        case QuantityFault::not_finite:
        case QuantityFault::overflow:
            return log(205, "is not a finite number");
        case QuantityFault::underflow:
            return log(205, "is too small to be told from zero");
        default:
            return log(204, kind + " is a number and a unit (" + units + ")");
    }
}

std::optional<QuantityReading> Params::read_text_of(const Node& node,
                                                    std::string_view name,
                                                    const QuantitySpec& spec) {
    const auto* text = std::get_if<std::string>(&node.value);
    const bool bare = std::holds_alternative<std::int64_t>(node.value) ||
                      std::holds_alternative<double>(node.value);
    if (!text && !bare) {
        wrong_type(node, name, "a string with a unit", spec.range());
        return std::nullopt;
    }
    if (bare) {
        no_quantity(node, name, QuantityFault::missing_unit, spec);
        return std::nullopt;
    }
    const QuantityReading reading = mesogrid::read_quantity(*text);
    if (reading.fault != QuantityFault::none) {
        no_quantity(node, name, reading.fault, spec);
        return std::nullopt;
    }
    return reading;
}

std::optional<WrittenQuantity> Params::parse_quantity(const Node& node,
                                                      std::string_view name,
                                                      const QuantitySpec& spec) {
    const std::optional<QuantityReading> reading = read_text_of(node, name, spec);
    if (!reading) return std::nullopt;
    WrittenQuantity written = reading->quantity;
    Unit& unit = written.unit;
    const bool product = spec.dimension.amount == 1 && !unit.label &&
                         unit.dimension == as_product_volume(spec.dimension);
    if (product) unit.label = AmountLabel{"uL"};
    if (unit.dimension != spec.dimension && !product) {
        wrong(node,
              name,
              203,
              fmt::format("{} is {}, wanted is {} ({})",
                          unit.text,
                          describe(unit.dimension),
                          describe(spec.dimension),
                          joined(units_of(spec.dimension, spec.label))),
              spec.range());
        return std::nullopt;
    }
    if (spec.label && unit.label != spec.label) {
        wrong(
            node,
            name,
            213,
            fmt::format("its amount counts {}, but the solute counts {} and labels never convert",
                        unit.label.value_or(AmountLabel{}).text,
                        spec.label->text),
            "amounts in " + spec.label->text + ": " + joined(units_of(spec.dimension, spec.label)));
        return std::nullopt;
    }
    if (written.base < spec.minimum || written.base > spec.maximum) {
        wrong(node, name, 206, "out of range", spec.range());
        return std::nullopt;
    }
    return written;
}

std::optional<double> Params::read_quantity_base(const QuantitySpec& spec, Need need) {
    const KeyInfo info = info_of(spec, need, "quantity");
    const Node* node = ask(info, spec.name);
    if (!node) {
        if (need == Need::optional) return std::nullopt;
        if (spec.fallback) {
            defaulted(spec.name, info.fallback, spec.source, spec.unit);
        } else {
            missing(spec.name, info.range);
        }
        return spec.fallback.value_or(spec.minimum);
    }
    const std::optional<WrittenQuantity> written = parse_quantity(*node, spec.name, spec);
    if (!written) return spec.fallback.value_or(spec.minimum);
    resolved(spec.name, *node, written->unit.text);
    return written->base;
}

std::optional<double> Params::read_labelled_base(const QuantitySpec& spec,
                                                 Need need,
                                                 AmountLabel& label) {
    const KeyInfo info = info_of(spec, need, "amount quantity");
    const Node* node = ask(info, spec.name);
    if (!node) {
        if (need == Need::optional) return std::nullopt;
        missing(spec.name, info.range);
        return spec.minimum;
    }
    const std::optional<WrittenQuantity> written = parse_quantity(*node, spec.name, spec);
    if (!written) return spec.minimum;
    label = written->unit.label.value_or(AmountLabel{});
    resolved(spec.name, *node, written->unit.text);
    return written->base;
}

WrittenQuantity Params::read_quantity(const DynamicQuantityKey& key) {
    const std::vector<std::string> units = units_of(key.dimension, key.label);
    const std::string usual = units.empty() ? "" : units.front();
    const QuantitySpec spec{.name = key.name,
                            .meaning = key.meaning,
                            .unit = usual,
                            .dimension = key.dimension,
                            .minimum = key.smallest,
                            .maximum = std::numeric_limits<double>::infinity(),
                            .fallback = std::nullopt,
                            .source = key.source,
                            .label = key.label};
    const Node* node = ask({.type = "amount quantity",
                            .range = "in the unit of the quantity",
                            .required = true,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    WrittenQuantity otherwise{.base = key.smallest, .unit = {}};
    if (const auto unit = find_unit(usual)) otherwise.unit = *unit;
    if (!node) {
        missing(key.name, joined(units));
        return otherwise;
    }
    const std::optional<WrittenQuantity> written = parse_quantity(*node, key.name, spec);
    if (!written) return otherwise;
    resolved(key.name, *node, written->unit.text);
    return *written;
}

}  // namespace mesogrid
