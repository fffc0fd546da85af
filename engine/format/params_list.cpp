#include <fmt/format.h>

#include "engine/format/params.hpp"

/// Arrays of quantities and of points.
namespace mesogrid {

const Node::Array* Params::read_array(const KeyInfo& info,
                                      std::string_view name,
                                      const std::string& wanted,
                                      std::size_t fewest,
                                      std::size_t most) {
    const Node* node = ask(info, name);
    if (!node) return nullptr;
    if (!node->is_array()) {
        wrong_type(*node, name, wanted, info.range);
        return nullptr;
    }
    const std::size_t size = node->array().size();
    if (size < fewest || size > most) {
        wrong(*node, name, 212, fmt::format("has {} entries", size), info.range);
        return nullptr;
    }
    return &node->array();
}

std::optional<std::vector<double>> Params::read_entries(const Node::Array& entries,
                                                        const std::string& name,
                                                        const QuantitySpec& spec) {
    std::vector<double> bases;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string entry = fmt::format("{}[{}]", name, i);
        const auto written = parse_quantity(entries[i], entry, spec);
        if (!written) continue;  // the other entries are checked all the same
        bases.push_back(written->base);
        resolved(entry, entries[i], written->unit.text);
    }
    return bases.size() == entries.size() ? std::optional(std::move(bases)) : std::nullopt;
}

std::vector<std::string> Params::read_texts(const TextKey& key,
                                            std::size_t fewest,
                                            std::size_t most) {
    const std::string range =
        fmt::format("{} to {} texts of 1 to {} characters", fewest, most, key.longest);
    const Node::Array* entries = read_array({.type = "texts",
                                             .range = range,
                                             .meaning = std::string(key.meaning),
                                             .source = std::string(key.source)},
                                            key.name,
                                            "an array of texts",
                                            fewest,
                                            most);
    if (!entries) return {};
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const Node& entry = (*entries)[i];
        const std::string name = fmt::format("{}[{}]", key.name, i);
        const auto* text = std::get_if<std::string>(&entry.value);
        if (!text) {
            wrong_type(entry, name, "text in quotes", range);
        } else if (text->empty() || text->size() > key.longest) {
            wrong(entry, name, 209, fmt::format("has {} characters", text->size()), range);
        } else {
            resolved(name, entry);
            texts.push_back(*text);
        }
    }
    return texts;
}

std::vector<double> Params::read_quantity_list(const QuantitySpec& spec,
                                               std::size_t fewest,
                                               std::size_t most) {
    KeyInfo info = info_of(spec, Need::optional, "quantities");
    info.range = fmt::format("{} to {} entries, each {}", fewest, most, info.range);
    const Node::Array* entries =
        read_array(info, spec.name, "an array of strings with units", fewest, most);
    if (!entries) return {};
    return read_entries(*entries, std::string(spec.name), spec).value_or(std::vector<double>{});
}

std::vector<std::vector<Length>> Params::read_points(const QuantityKey<Length>& key,
                                                     std::size_t width,
                                                     std::size_t fewest,
                                                     std::size_t most) {
    const QuantitySpec spec = spec_of(key);
    KeyInfo info = info_of(spec, Need::optional, "points");
    info.range =
        fmt::format("{} to {} points of {} lengths, each {}", fewest, most, width, info.range);
    const Node::Array* entries = read_array(info, spec.name, "an array of points", fewest, most);
    if (!entries) return {};
    std::vector<std::vector<Length>> points;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const Node& entry = (*entries)[i];
        const std::string name = fmt::format("{}[{}]", spec.name, i);
        if (!entry.is_array() || entry.array().size() != width) {
            wrong(entry, name, 212, fmt::format("a point has {} lengths", width), info.range);
            continue;
        }
        const auto bases = read_entries(entry.array(), name, spec);
        if (!bases) continue;
        points.emplace_back();
        for (const double base : *bases) points.back().push_back(Length::from_base(base));
    }
    return points.size() == entries->size() ? points : std::vector<std::vector<Length>>{};
}

}  // namespace mesogrid
