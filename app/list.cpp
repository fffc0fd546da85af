#include <algorithm>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"
#include "engine/format/suggest.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/key_table.hpp"
#include "app/list_data.hpp"
#include "app/list_start.hpp"
#include "app/text.hpp"

namespace mesogrid::app {
namespace {

/// Rows of one catalog: name, summary and an example table to copy.
template <class Interface>
std::string catalog_text(const Catalog<Interface>& catalog, std::string_view section) {
    std::string text;
    for (const auto& row : catalog) {
        text += fmt::format("{}\n  {}\n", row.name, row.summary);
        if (row.example.empty()) continue;
        text += fmt::format("  [{}]\n", section);
        std::size_t at = 0;
        while (at < row.example.size()) {
            const std::size_t end = std::min(row.example.find('\n', at), row.example.size());
            if (end > at) text += "  " + row.example.substr(at, end - at) + "\n";
            at = end + 1;
        }
    }
    return text;
}

/// Solute laws and metrics have no table of their own to copy.
template <class Interface>
std::string summary_text(const Catalog<Interface>& catalog) {
    std::string text;
    for (const auto& row : catalog) text += fmt::format("{:<18} {}\n", row.name, row.summary);
    return text;
}

std::string units_text() {
    struct Line {
        const char* what;
        Dimension dimension;
    };
    const Line lines[] = {{"length", Length::dimension},
                          {"area", Area::dimension},
                          {"volume", Volume::dimension},
                          {"time", Duration::dimension},
                          {"rate", Rate::dimension},
                          {"diffusivity", Diffusivity::dimension},
                          {"molar mass", MolarMass::dimension},
                          {"angle", Angle::dimension},
                          {"concentration", Concentration::dimension},
                          {"areal dose", ArealDose::dimension},
                          {"auc", Dimension{.length = -3, .time = 1, .amount = 1}}};
    std::string text;
    for (const Line& line : lines) {
        std::string names;
        for (const std::string& unit : accepted_units(line.dimension)) {
            names += (names.empty() ? "" : ", ") + unit;
        }
        text += fmt::format("{:<14} {}\n", line.what, names);
    }
    return text +
           "\nUnits combine: \"ug s/mm3\", \"cm/(mmHg s)\". An amount is a mass (ug, mg …), an\n"
           "activity unit (U, MU, platelet) or a volume of product; these never convert.\n";
}

std::string kinds_text(const KeyRow& row) {
    std::string kinds;
    for (const std::string& kind : row.kinds) kinds += (kinds.empty() ? "" : ", ") + kind;
    return kinds;
}

std::string default_text(const KeyInfo& info) {
    if (!info.fallback.empty()) return info.fallback;
    return info.required ? "required" : "optional";
}

std::string keys_text(const std::vector<KeyRow>& rows) {
    std::string text;
    for (const KeyRow& row : rows) {
        text += fmt::format("{}  ({}; {})\n", row.info.path, row.info.type, default_text(row.info));
        text += fmt::format("    {}\n", row.info.meaning);
        if (!row.info.range.empty()) text += fmt::format("    allowed: {}\n", row.info.range);
        if (!row.info.source.empty())
            text += fmt::format("    default from: {}\n", row.info.source);
        if (!row.kinds.empty()) text += fmt::format("    only for: {}\n", kinds_text(row));
    }
    return text;
}

/// The table a key stands in: "target" for target.site, "" for the header of the file.
std::string section_of(const KeyRow& row) {
    const std::size_t dot = row.info.path.find('.');
    if (dot != std::string::npos) return row.info.path.substr(0, dot);
    return row.info.type == "table" ? row.info.path : std::string();
}

std::string markdown_row(const KeyRow& row) {
    const std::string only = row.kinds.empty() ? "" : " (only for " + kinds_text(row) + ")";
    return fmt::format("| `{}` | {} | {} | {} | {}{} | {} |\n",
                       row.info.path,
                       row.info.type,
                       markdown_cell(row.info.range),
                       markdown_cell(default_text(row.info)),
                       markdown_cell(row.info.meaning),
                       only,
                       markdown_cell(row.info.source));
}

constexpr const char* kTableHead =
    "| key | type | allowed | default | meaning | source of the default |\n"
    "| --- | --- | --- | --- | --- | --- |\n";

std::string keys_markdown(const std::vector<KeyRow>& rows) {
    std::string text = fmt::format(
        "# Scenario format\n\n"
        "<!-- Written by `mesogrid list keys --markdown`; a test compares. -->\n\n"
        "A scenario is a TOML file. Every dimensional value is a string with its unit. `base = "
        "\"FILE\"` lays the file\nover another one in the same folder tree: tables merge key by "
        "key, everything else is replaced.\nUnknown keys are refused. `mesogrid list units` names "
        "the units, `mesogrid list keys TABLE` shows the keys of one table.\n\n"
        "A complete one (`mesogrid list example`); [`getting-started.md`](getting-started.md) "
        "walks "
        "through it:\n\n"
        "```toml\n{}```\n\n## The quantities\n\n```\n{}```\n\n## Header\n\n{}"
        "| `base` | text | a file in the folder tree of the first scenario | optional | the file "
        "this one is laid over |  |\n",
        starter_scenario(),
        quantities_text(),
        kTableHead);
    std::string section;
    for (const KeyRow& row : rows) {
        const std::string own = section_of(row);
        if (own != section) text += fmt::format("\n## `[{}]`\n\n{}", own, kTableHead);
        section = own;
        text += markdown_row(row);
    }
    return text;
}

/// The keys of one table of the file.
std::vector<KeyRow> of_section(const std::vector<KeyRow>& rows, const std::string& section) {
    std::vector<KeyRow> chosen;
    std::vector<std::string> sections;
    for (const KeyRow& row : rows) {
        const std::string own = section_of(row);
        if (own == section) chosen.push_back(row);
        if (!own.empty() && (sections.empty() || sections.back() != own)) sections.push_back(own);
    }
    if (!chosen.empty()) return chosen;
    std::string names;
    for (const std::string& name : sections) names += (names.empty() ? "" : " | ") + name;
    const std::string near = nearest(section, sections);
    throw InputError(Diagnostic{.code = 405,
                                .key = "list keys",
                                .given = section,
                                .problem = "there is no such table in a scenario",
                                .allowed = names,
                                .suggestion = near.empty() ? "" : "mesogrid list keys " + near});
}

std::string topic_text(const std::string& topic,
                       const std::string& section,
                       ListForm form,
                       const Catalogs& catalogs) {
    if (topic == "example") return std::string(starter_scenario());
    if (topic == "quantities") return quantities_text();
    if (topic == "patterns") return catalog_text(catalogs.patterns, "pattern");
    if (topic == "depots") return catalog_text(catalogs.depots, "depot");
    if (topic == "clearance") return summary_text(catalogs.clearance_laws);
    if (topic == "diffusion") return summary_text(catalogs.diffusion_laws);
    if (topic == "metrics") return summary_text(catalogs.metrics);
    if (topic == "tissues") return tissues_text(catalogs.library);
    if (topic == "products") return products_text(catalogs.library);
    if (topic == "techniques") return techniques_text(catalogs.library);
    if (topic == "devices") return devices_text(catalogs.library);
    if (topic == "operators") return operators_text(catalogs.library);
    if (topic == "parameters") {
        return form == ListForm::markdown ? parameters_markdown(catalogs.library)
                                          : parameters_text(catalogs.library);
    }
    if (topic == "units") return units_text();
    std::vector<KeyRow> rows = key_table(catalogs);
    if (!section.empty()) rows = of_section(rows, section);
    return form == ListForm::markdown ? keys_markdown(rows) : keys_text(rows);
}

}  // namespace

std::vector<std::string> list_topics() {
    std::vector<std::string> names;
    for (const ListTopic& topic : topics()) names.emplace_back(topic.name);
    return names;
}

void list(const std::string& topic,
          const std::string& section,
          ListForm form,
          const Catalogs& catalogs) {
    if (topic.empty()) {
        print(topics_text());
        return;
    }
    const std::vector<std::string> known = list_topics();
    if (std::find(known.begin(), known.end(), topic) == known.end()) {
        std::string names;
        for (const std::string& name : known) names += (names.empty() ? "" : " | ") + name;
        const std::string near = nearest(topic, known);
        throw InputError(Diagnostic{.code = 405,
                                    .key = "list",
                                    .given = topic,
                                    .problem = "there is no such list",
                                    .allowed = names,
                                    .suggestion = near.empty() ? "" : "mesogrid list " + near});
    }
    if (!section.empty() && topic != "keys") {
        throw InputError(Diagnostic{.code = 405,
                                    .key = "list " + topic,
                                    .given = section,
                                    .problem = "only the list of keys is shown by table",
                                    .suggestion = "mesogrid list " + topic});
    }
    const std::string text = topic_text(topic, section, form, catalogs);
    // A file to save keeps its lines: a wrapped comment would be no comment any more.
    const bool for_people = form == ListForm::text && topic != "example";
    print(for_people ? with_lines_wrapped(text) : text);
}

}  // namespace mesogrid::app
