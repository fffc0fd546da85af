#include "app/list_data.hpp"

#include <fmt/format.h>

namespace mesogrid::app {
namespace {

/// "  dermis 1.3 mm (0.9 mm to 1.7 mm), E: source".
std::string line_of(const std::string& label, const Parameter& row) {
    const std::string range = row.range().empty() ? "" : " (" + row.range() + ")";
    return fmt::format(
        "  {} {}{}, {}: {}\n", label, row.text(), range, to_text(row.grade), row.source);
}

/// The parameters that make up the layers of a region.
std::string region_lines(const ParameterTable& table, const std::string& region) {
    std::string text;
    for (const char* layer : {"epidermis", "dermis", "hypodermis"}) {
        text += line_of(layer, table.at(std::string("thickness_") + layer, region));
    }
    return text;
}

/// Names of all sites that the data of this region stand for.
std::string names_of(const Library& library, const std::string& region) {
    std::string text;
    for (const SiteRow& site : library.sites) {
        if (site.region == region && site.note.empty())
            text += (text.empty() ? "" : ", ") + site.name;
    }
    return text;
}

void written_values(const Node& table, const std::string& path, std::string& text) {
    for (const Node::Member& member : table.table()) {
        const Node& node = member.node;
        const std::string name = path.empty() ? member.key : path + "." + member.key;
        if (member.key == "name") continue;
        const bool tables = node.is_array() && !node.array().empty() && node.array()[0].is_table();
        if (tables && member.key == "solutes") {
            for (const Node& entry : node.array()) {
                written_values(entry, std::get<std::string>(entry.find("name")->value), text);
            }
            continue;
        }
        const auto* word = std::get_if<std::string>(&node.value);
        text += fmt::format("  {} {}: {}\n", name, word ? *word : node.written, node.source);
    }
}

}  // namespace

std::string markdown_cell(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
        text.insert(at, "\\");
    }
    return text;
}

std::string tissues_text(const Library& library) {
    std::string text;
    std::string last;
    for (const SiteRow& site : library.sites) {
        if (!site.note.empty() || site.region == last) continue;
        last = site.region;
        text += names_of(library, site.region) + "\n" + region_lines(library.parameters, last);
    }
    text += "Sites that another region stands in for:\n";
    for (const SiteRow& site : library.sites) {
        if (site.note.empty()) continue;
        text += fmt::format("  {} -> {}: {}\n", site.name, site.region, site.note);
    }
    text += "Of every site:\n";
    for (const char* layer : {"epidermis", "dermis", "hypodermis", "muscle"}) {
        const char* name =
            std::string_view(layer) == "dermis" ? "porosity_small_solute" : "porosity";
        text += line_of(std::string("porosity, ") + layer, library.parameters.at(name, layer));
    }
    return text;
}

std::string products_text(const Library& library) {
    std::string text;
    for (const ProductRow& row : library.products) {
        text += fmt::format("{}\n  {}\n", row.name, row.summary);
        written_values(row.table, "", text);
    }
    return text;
}

std::string techniques_text(const Library& library) {
    std::string text;
    for (const TechniqueRow& row : library.techniques) {
        text += fmt::format("{}\n  {}\n", row.name, row.summary) + line_of("rate", row.rate);
        if (row.rate_deep.place != row.rate.place) {
            text += line_of("rate beneath the dermis", row.rate_deep);
        }
    }
    return text;
}

std::string devices_text(const Library& library) {
    std::string text;
    for (const DeviceRow& row : library.devices) {
        text += fmt::format("{}\n  {}\n", row.name, row.summary) + line_of("needles", row.needles);
        text += line_of("needle length", row.needle_length);
        text += line_of("needle gauge", row.needle_gauge);
        text +=
            row.rate ? line_of("rate per needle", *row.rate) : "  rate: that of the technique\n";
        text += row.volume ? line_of("volume per puncture", *row.volume)
                           : "  volume per puncture: no default, scenarios state it\n";
        text +=
            line_of("usual loss (ensembles; a nominal run leaks only what it states)", row.leak);
    }
    return text;
}

std::string operators_text(const Library& library) {
    std::string text;
    for (const OperatorRow& row : library.operators) {
        text += fmt::format("{}\n  {}\n", row.name, row.summary);
        for (const Parameter& error : row.errors) text += line_of(error.name, error);
    }
    return text + "A nominal run uses none of these: no random error, no bias, no miss.\n";
}

std::string parameters_text(const Library& library) {
    std::string text;
    for (const Parameter& row : library.parameters.rows()) {
        text += line_of(row.name + ", " + row.place + ":", row).substr(2);
    }
    return text;
}

std::string parameters_markdown(const Library& library) {
    std::string text =
        "# Parameters\n\n"
        "<!-- Written by `mesogrid list parameters --markdown`; a test compares. -->\n\n"
        "Every number the program ships with, from `models/data/parameters.csv`. A range is what "
        "is "
        "plausible, not what\nis allowed; one-sided ranges say so.\n\n"
        "Grades: A primary source read; B abstract or secondary page read; C general knowledge of "
        "the literature, to be\nconfirmed; D derived here; E engineering default.\n\n"
        "| name | place | value | low | high | unit | grade | source |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const Parameter& row : library.parameters.rows()) {
        text += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} | {} |\n",
                            row.name,
                            row.place,
                            row.value,
                            row.low,
                            row.high,
                            row.unit,
                            to_text(row.grade),
                            markdown_cell(row.source));
    }
    return text;
}

}  // namespace mesogrid::app
