#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/format/params.hpp"
#include "engine/format/source_text.hpp"
#include "engine/format/suggest.hpp"

/// Plain values: numbers, counts, flags, text and words.
namespace mesogrid {
namespace {

bool has_control(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
    });
}

std::string number_range(double minimum, double maximum) {
    return write_number(minimum) + " to " + write_number(maximum);
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += (text.empty() ? "" : " | ") + std::string(word);
    }
    return text;
}

}  // namespace

double Params::read(const NumberKey& key) {
    const std::string range = number_range(key.minimum, key.maximum);
    const std::string fallback = key.fallback ? write_number(*key.fallback) : "";
    const Node* node = ask({.type = "number",
                            .unit = "1",
                            .range = range,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const double otherwise = key.fallback.value_or(key.minimum);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source, "1") : missing(key.name, range);
        return otherwise;
    }
    double value = 0.0;
    if (const auto* integer = std::get_if<std::int64_t>(&node->value)) {
        value = static_cast<double>(*integer);
    } else if (const auto* real = std::get_if<double>(&node->value)) {
        value = *real;
    } else {
        wrong_type(*node, key.name, "a plain number", range);
        return otherwise;
    }
    if (!std::isfinite(value) || value < key.minimum || value > key.maximum) {
        wrong(*node, key.name, 206, "out of range", range, "");
        return otherwise;
    }
    resolved(key.name, *node, "1");
    return value == 0.0 ? 0.0 : value;
}

std::optional<double> Params::read_optional(const NumberKey& key) {
    const Node* node = ask({.type = "number",
                            .unit = "1",
                            .range = number_range(key.minimum, key.maximum),
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    return node ? std::optional(read(key)) : std::nullopt;
}

std::int64_t Params::read(const IntegerKey& key) {
    const std::string range = fmt::format("{} to {}", key.minimum, key.maximum);
    const std::string fallback = key.fallback ? std::to_string(*key.fallback) : "";
    const Node* node = ask({.type = "integer",
                            .unit = "1",
                            .range = range,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const std::int64_t otherwise = key.fallback.value_or(key.minimum);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, range);
        return otherwise;
    }
    const auto* value = std::get_if<std::int64_t>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "an integer (counts are written without quotes)", range);
        return otherwise;
    }
    if (*value < key.minimum || *value > key.maximum) {
        wrong(*node, key.name, 206, "out of range", range, "");
        return otherwise;
    }
    resolved(key.name, *node);
    return *value;
}

std::optional<std::int64_t> Params::read_optional(const IntegerKey& key) {
    const Node* node = ask({.type = "integer",
                            .unit = "1",
                            .range = fmt::format("{} to {}", key.minimum, key.maximum),
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    return node ? std::optional(read(key)) : std::nullopt;
}

bool Params::read(const FlagKey& key) {
    const std::string fallback = key.fallback ? (*key.fallback ? "true" : "false") : "";
    const Node* node = ask({.type = "true/false",
                            .range = "true | false",
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source)
                     : missing(key.name, "true | false");
        return key.fallback.value_or(false);
    }
    const auto* value = std::get_if<bool>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "true or false", "true | false");
        return key.fallback.value_or(false);
    }
    resolved(key.name, *node);
    return *value;
}

std::string Params::read(const TextKey& key) {
    const std::string range = fmt::format("1 to {} characters", key.longest);
    const std::string fallback = key.fallback ? '"' + std::string(*key.fallback) + '"' : "";
    const Node* node = ask({.type = "text",
                            .range = range,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    std::string otherwise(key.fallback.value_or(""));
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, range);
        return otherwise;
    }
    const auto* value = std::get_if<std::string>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "text in quotes", range);
        return otherwise;
    }
    const std::size_t characters = count_characters(*value);
    if (value->empty() || characters > key.longest) {
        wrong(*node, key.name, 209, fmt::format("has {} characters", characters), range, "");
        return otherwise;
    }
    if (has_control(*value)) {
        wrong(*node, key.name, 210, "has control characters", "printable text on one line", "");
        return otherwise;
    }
    resolved(key.name, *node);
    return *value;
}

std::optional<std::string> Params::read_optional(const TextKey& key) {
    const Node* node = ask({.type = "text",
                            .range = fmt::format("1 to {} characters", key.longest),
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    return node ? std::optional(read(key)) : std::nullopt;
}

std::size_t Params::read(const ChoiceKey& key) {
    const std::string words = joined(key.words);
    const std::string fallback =
        key.fallback ? '"' + std::string(key.words[*key.fallback]) + '"' : "";
    const Node* node = ask({.type = "word",
                            .range = words,
                            .fallback = fallback,
                            .required = !key.fallback,
                            .meaning = std::string(key.meaning),
                            .source = std::string(key.source)},
                           key.name);
    const std::size_t otherwise = key.fallback.value_or(0);
    if (!node) {
        key.fallback ? defaulted(key.name, fallback, key.source) : missing(key.name, words);
        return otherwise;
    }
    const auto* value = std::get_if<std::string>(&node->value);
    if (!value) {
        wrong_type(*node, key.name, "one word in quotes", words);
        return otherwise;
    }
    const auto found = std::find(key.words.begin(), key.words.end(), *value);
    if (found == key.words.end()) {
        const std::string near = nearest(*value, {key.words.begin(), key.words.end()});
        wrong(*node,
              key.name,
              211,
              "is not one of the words",
              words,
              near.empty() ? "" : "did you mean \"" + near + "\"");
        return otherwise;
    }
    resolved(key.name, *node);
    return static_cast<std::size_t>(found - key.words.begin());
}

}  // namespace mesogrid
