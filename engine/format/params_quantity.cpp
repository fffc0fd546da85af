#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/format/params.hpp"
#include "engine/format/read_log.hpp"

/// Quantities: strings with a unit, checked for dimension, range and amount label.
namespace mesogrid {
namespace {

std::string range_text(double minimum, double maximum, std::string_view unit) {
    return write_quantity(minimum, unit) + " to " + write_quantity(maximum, unit);
}

std::string units_text(const Dimension& dimension, std::string_view usual) {
    std::string text;
    for (const std::string& unit : accepted_units(dimension)) {
        text += (text.empty() ? "" : ", ") + unit;
    }
    return text.empty() ? std::string(usual) : text;
}

/// The dimension with its amount counted as a volume of product.
Dimension as_product_volume(const Dimension& dimension) {
    return dimension - Dimension{.amount = 1} + Dimension{.length = 3};
}

/// The number a bare value was written as, for the suggestion to add a unit.
std::string bare_number(const Node& node) {
    if (const auto* text = std::get_if<std::string>(&node.value)) return *text;
    return node.written;
}

}  // namespace

KeyInfo Params::info_of(const QuantitySpec& spec, Need need, std::string_view type) const {
    return {.path = {},
            .type = std::string(type),
            .unit = std::string(spec.unit),
            .range = range_text(spec.minimum, spec.maximum, spec.unit),
            .fallback = spec.fallback ? '"' + write_quantity(*spec.fallback, spec.unit) + '"' : "",
            .required = need == Need::required && !spec.fallback,
            .meaning = std::string(spec.meaning),
            .source = std::string(spec.source)};
}

void Params::unit_fault(const Node& node,
                        std::string_view name,
                        const QuantityReading& reading,
                        const QuantitySpec& spec) {
    const std::string kind = describe(spec.dimension);
    const std::string units = units_text(spec.dimension, spec.unit);
    const std::string range = range_text(spec.minimum, spec.maximum, spec.unit);
    const std::string with_unit = fmt::format("write \"{} {}\"", bare_number(node), spec.unit);
    switch (reading.fault) {
        case QuantityFault::missing_unit:
            wrong(node, name, 202, kind + " needs a unit (" + units + ")", range, with_unit);
            return;
        case QuantityFault::unknown_unit:
            wrong(node,
                  name,
                  203,
                  "the unit is not known; " + kind + " is written in " + units,
                  range,
                  "");
            return;
        case QuantityFault::decimal_comma: {
            std::string mended = bare_number(node);
            mended[mended.find(',')] = '.';
            wrong(node,
                  name,
                  204,
                  "decimals are written with a point",
                  range,
                  "write \"" + mended + "\"");
            return;
        }
        case QuantityFault::not_finite:
        case QuantityFault::overflow:
            wrong(node, name, 205, "is not a finite number", range, "");
            return;
        case QuantityFault::underflow:
            wrong(node, name, 205, "is too small to be told from zero", range, "");
            return;
        default:
            wrong(node, name, 204, kind + " is a number and a unit (" + units + ")", range, "");
    }
}

std::optional<double> Params::parse_quantity(const Node& node,
                                             std::string_view name,
                                             const QuantitySpec& spec,
                                             AmountLabel* label) {
    const auto* text = std::get_if<std::string>(&node.value);
    const std::string range = range_text(spec.minimum, spec.maximum, spec.unit);
    if (!text) {
        const bool bare = std::holds_alternative<std::int64_t>(node.value) ||
                          std::holds_alternative<double>(node.value);
        if (bare) {
            unit_fault(node, name, {.fault = QuantityFault::missing_unit, .quantity = {}}, spec);
        } else {
            wrong_type(
                node,
                name,
                "a string with a unit, like \"" + write_quantity(spec.minimum, spec.unit) + "\"",
                range);
        }
        return std::nullopt;
    }
    const QuantityReading reading = mesogrid::read_quantity(*text);
    if (reading.fault != QuantityFault::none) {
        unit_fault(node, name, reading, spec);
        return std::nullopt;
    }
    const Unit& unit = reading.quantity.unit;
    const bool product =
        label && !unit.label && unit.dimension == as_product_volume(spec.dimension);
    if (unit.dimension != spec.dimension && !product) {
        wrong(node,
              name,
              203,
              fmt::format("{} is {}, wanted is {} ({})",
                          unit.text,
                          describe(unit.dimension),
                          describe(spec.dimension),
                          units_text(spec.dimension, spec.unit)),
              range,
              "");
        return std::nullopt;
    }
    if (reading.quantity.base < spec.minimum || reading.quantity.base > spec.maximum) {
        wrong(node, name, 206, "out of range", range, "");
        return std::nullopt;
    }
    if (label) *label = product ? AmountLabel{"uL"} : unit.label.value_or(AmountLabel{});
    return reading.quantity.base;
}

std::optional<double> Params::read_quantity_base(const QuantitySpec& spec, Need need) {
    const KeyInfo info = info_of(spec, need, "quantity");
    const std::string fallback = info.fallback;
    const Node* node = ask(info, spec.name);
    if (!node) {
        if (need == Need::optional) return std::nullopt;
        if (spec.fallback) {
            defaulted(spec.name, fallback, spec.source);
        } else {
            missing(spec.name, info.range);
        }
        return spec.fallback.value_or(spec.minimum);
    }
    const std::optional<double> base = parse_quantity(*node, spec.name, spec, nullptr);
    if (base) resolved(spec.name, *node);
    return base ? *base : spec.fallback.value_or(spec.minimum);
}

std::optional<double> Params::read_labelled_base(const QuantitySpec& spec,
                                                 Need need,
                                                 AmountLabel& label) {
    const KeyInfo info = info_of(spec, need, "amount quantity");
    const Node* node = ask(info, spec.name);
    if (!node) {
        if (need == Need::required) missing(spec.name, info.range);
        return need == Need::required ? std::optional(spec.minimum) : std::nullopt;
    }
    const std::optional<double> base = parse_quantity(*node, spec.name, spec, &label);
    if (base) resolved(spec.name, *node);
    return base.value_or(spec.minimum);
}

std::vector<double> Params::read_quantity_list(const QuantitySpec& spec,
                                               std::size_t fewest,
                                               std::size_t most) {
    KeyInfo info = info_of(spec, Need::optional, "quantities");
    info.range = fmt::format("{} to {} entries, each {}", fewest, most, info.range);
    const Node* node = ask(info, spec.name);
    if (!node) return {};
    if (!node->is_array()) {
        wrong_type(*node, spec.name, "an array of strings with units", info.range);
        return {};
    }
    const Node::Array& entries = node->array();
    if (entries.size() < fewest || entries.size() > most) {
        wrong(*node, spec.name, 212, fmt::format("has {} entries", entries.size()), info.range, "");
        return {};
    }
    std::vector<double> list;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string name = fmt::format("{}[{}]", spec.name, i);
        if (const auto base = parse_quantity(entries[i], name, spec, nullptr)) {
            list.push_back(*base);
            resolved(name, entries[i]);
        }
    }
    return list.size() == entries.size() ? list : std::vector<double>{};
}

std::vector<std::vector<Length>> Params::read_points(const QuantityKey<Length>& key,
                                                     std::size_t width,
                                                     std::size_t fewest,
                                                     std::size_t most) {
    const QuantitySpec spec = spec_of(key);
    KeyInfo info = info_of(spec, Need::optional, "points");
    info.range =
        fmt::format("{} to {} points of {} lengths, each {}", fewest, most, width, info.range);
    const Node* node = ask(info, spec.name);
    if (!node) return {};
    if (!node->is_array()) {
        wrong_type(*node, spec.name, "an array of points", info.range);
        return {};
    }
    const Node::Array& entries = node->array();
    if (entries.size() < fewest || entries.size() > most) {
        wrong(*node, spec.name, 212, fmt::format("has {} points", entries.size()), info.range, "");
        return {};
    }
    std::vector<std::vector<Length>> points;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string name = fmt::format("{}[{}]", spec.name, i);
        if (!entries[i].is_array() || entries[i].array().size() != width) {
            wrong(entries[i],
                  name,
                  212,
                  fmt::format("a point has {} lengths", width),
                  info.range,
                  "");
            continue;
        }
        std::vector<Length> point;
        for (std::size_t c = 0; c < width; ++c) {
            const std::string part = fmt::format("{}[{}]", name, c);
            if (const auto base = parse_quantity(entries[i].array()[c], part, spec, nullptr)) {
                point.push_back(Length::from_base(*base));
                resolved(part, entries[i].array()[c]);
            }
        }
        if (point.size() == width) points.push_back(std::move(point));
    }
    return points.size() == entries.size() ? points : std::vector<std::vector<Length>>{};
}

WrittenQuantity Params::read_quantity(const DynamicQuantityKey& key) {
    const std::string usual =
        accepted_units(key.dimension).empty() ? "" : accepted_units(key.dimension).front();
    const std::string units = units_text(key.dimension, usual);
    WrittenQuantity otherwise{.base = key.smallest, .unit = {}};
    otherwise.unit.text = usual;
    const Node* node = ask({.type = "amount quantity",
                            .range = "in the unit of the quantity",
                            .required = true,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    if (!node) {
        missing(key.name, units);
        return otherwise;
    }
    const auto* text = std::get_if<std::string>(&node->value);
    const std::string kind = describe(key.dimension);
    if (!text) {
        wrong(*node,
              key.name,
              202,
              kind + " needs a unit",
              units,
              fmt::format("write \"{} {}\"", node->written, usual));
        return otherwise;
    }
    const QuantityReading reading = mesogrid::read_quantity(*text);
    const Unit& unit = reading.quantity.unit;
    if (reading.fault != QuantityFault::none) {
        wrong(*node,
              key.name,
              reading.fault == QuantityFault::missing_unit ? 202 : 204,
              kind + " is a number and a unit",
              units,
              reading.fault == QuantityFault::missing_unit
                  ? fmt::format("write \"{} {}\"", *text, usual)
                  : "");
        return otherwise;
    }
    const bool product = !unit.label && unit.dimension == as_product_volume(key.dimension);
    if (unit.dimension != key.dimension && !product) {
        wrong(*node,
              key.name,
              203,
              fmt::format("{} is {}, wanted is {}", unit.text, describe(unit.dimension), kind),
              units,
              "");
        return otherwise;
    }
    const AmountLabel label = product ? AmountLabel{"uL"} : unit.label.value_or(AmountLabel{});
    if (key.label && label != *key.label) {
        wrong(*node,
              key.name,
              213,
              fmt::format("its amount counts {}, but the solute counts {}; labels never convert",
                          label.text,
                          key.label->text),
              "amounts in " + key.label->text,
              "");
        return otherwise;
    }
    if (reading.quantity.base < key.smallest) {
        wrong(*node, key.name, 206, "out of range", "at least 0", "");
        return otherwise;
    }
    resolved(key.name, *node);
    return reading.quantity;
}

}  // namespace mesogrid
