#include "app/key_table.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid::app {
namespace {

constexpr const char* kExample = R"(schema = 1
name = "example"
[target]
outline = { rectangle = ["20 mm", "20 mm"], holes = [{ ellipse = ["2 mm", "2 mm"] }] }
exclusions = [{ ellipse = ["2 mm", "2 mm"] }]
[tissue]
layers = [{ name = "dermis", thickness = "1.3 mm" }]
[product]
solutes = [{ name = "solute", concentration = "1 mg/mL", molar_mass = "176 Da" }]
[delivery]
depth = "1 mm"
volume = "20 uL"
[prescription]
solute = "solute"
quantity = "auc"
at = "24 h"
threshold = "1 ug s/mm3"
[schedule]
[output]
times = ["1 h"]
probes = [["0 mm", "0 mm", "1 mm"]]
[numerics]
)";

/// The same, with everything that can come from the library.
constexpr const char* kLibraryExample = R"(schema = 1
name = "example"
[target]
site = "cheek"
outline = { rectangle = ["20 mm", "20 mm"] }
[tissue]
muscle = { thickness = "5 mm" }
[product]
mix = [{ use = "ascorbate", volume = "1 mL", dilute = { product = "1 mL", diluent = "1 mL" } }, { use = "saline", volume = "1 mL" }]
dilute = { product = "1 mL", diluent = "1 mL" }
[delivery]
device = "syringe"
depth = "1 mm"
[prescription]
solute = "ascorbate"
quantity = "auc"
at = "24 h"
threshold = "1 ug s/mm3"
)";

/// Keys that only some words ask for.
constexpr const char* kTimeAbove = R"(schema = 1
name = "example"
[target]
site = "cheek"
outline = { rectangle = ["20 mm", "20 mm"] }
[product]
use = "ascorbate"
[delivery]
depth = "1 mm"
volume = "20 uL"
[prescription]
solute = "ascorbate"
quantity = "time_above"
level = "1 ug/mm3"
at = "24 h"
threshold = "1 h"
)";

/// A picture along the skin; there is none to read, which shows only when every key was asked.
constexpr const char* kMap = R"([[tissue.maps]]
layer = "dermis"
of = "diffusivity"
picture = "scar.pgm"
)";

std::string model_tables(const std::string& pattern, const std::string& depot) {
    return "[pattern]\n" + pattern + "\n[depot]\n" + depot + "\n";
}

/// Keys asked while the example is read with these model tables.
std::vector<KeyInfo> asked(const std::string& text, const Catalogs& catalogs) {
    Params params(parse_toml(text, "example"));
    read_scenario(params, catalogs, "example");
    return params.asked_keys();
}

/// The keys of a map.
std::vector<KeyInfo> asked_of_map(const std::string& text, const Catalogs& catalogs) {
    Params params(parse_toml(text + kMap, "example"));
    try {
        read_scenario(params, catalogs, "example");
    } catch (const InputError&) {
        return params.asked_keys();
    }
    return {};
}

/// Rows of one section stand together, sections in the order of their first row.
void gather_sections(std::vector<KeyRow>& rows) {
    std::vector<std::string> order;
    const auto place = [&](const KeyRow& row) {
        const std::string& path = row.info.path;
        const std::string section = path.substr(0, path.find('.'));
        const auto found = std::find(order.begin(), order.end(), section);
        if (found == order.end()) order.push_back(section);
        return found - order.begin();
    };
    for (const KeyRow& row : rows) place(row);
    std::stable_sort(rows.begin(), rows.end(), [&](const KeyRow& a, const KeyRow& b) {
        return place(a) < place(b);
    });
}

}  // namespace

std::string example_scenario(const std::string& pattern_table, const std::string& depot_table) {
    return kExample + model_tables(pattern_table, depot_table);
}

std::vector<KeyRow> key_table(const Catalogs& catalogs) {
    std::vector<KeyRow> rows;
    const auto add =
        [&](const std::vector<KeyInfo>& keys, const std::string& section, const std::string& kind) {
            for (const KeyInfo& info : keys) {
                const bool of_model =
                    info.path.rfind(section + ".", 0) == 0 && info.path != section + ".kind";
                const auto known = std::find_if(rows.begin(), rows.end(), [&](const KeyRow& row) {
                    return row.info.path == info.path && row.info.meaning == info.meaning;
                });
                if (known == rows.end()) {
                    rows.push_back({info, {}});
                    if (of_model) rows.back().kinds.push_back(kind);
                } else if (of_model && std::find(known->kinds.begin(), known->kinds.end(), kind) ==
                                           known->kinds.end()) {
                    known->kinds.push_back(kind);
                }
            }
        };
    const std::string& depot = catalogs.depots.front().example;
    const std::string& pattern = catalogs.patterns.front().example;
    for (const auto& row : catalogs.patterns) {
        add(asked(example_scenario(row.example, depot), catalogs), "pattern", row.name);
    }
    for (const auto& row : catalogs.depots) {
        add(asked(example_scenario(pattern, row.example), catalogs), "depot", row.name);
    }
    add(asked(kLibraryExample + model_tables(pattern, depot), catalogs), "", "");
    add(asked(kTimeAbove + model_tables(pattern, depot), catalogs), "", "");
    add(asked_of_map(kTimeAbove + model_tables(pattern, depot), catalogs), "", "");
    // A key that every pattern takes is no pattern's own.
    for (KeyRow& row : rows) {
        if (row.kinds.size() == catalogs.patterns.size() && row.kinds.size() > 1) row.kinds.clear();
    }
    // The first depot's own keys came in with the patterns: they belong to that depot alone.
    for (KeyRow& row : rows) {
        if (row.info.path.rfind("depot.", 0) == 0 && row.info.path != "depot.kind" &&
            row.kinds.empty()) {
            row.kinds.push_back(catalogs.depots.front().name);
        }
    }
    gather_sections(rows);
    return rows;
}

}  // namespace mesogrid::app
