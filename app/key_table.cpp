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

/// Keys asked while the example is read with these model tables.
std::vector<KeyInfo> asked(const std::string& text, const Catalogs& catalogs) {
    Params params(parse_toml(text, "example"));
    read_scenario(params, catalogs, "example");
    return params.asked_keys();
}

}  // namespace

std::string example_scenario(const std::string& pattern_table, const std::string& depot_table) {
    return std::string(kExample) + "[pattern]\n" + pattern_table + "\n[depot]\n" + depot_table +
           "\n";
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
    // The first depot's own keys came in with the patterns: they belong to that depot alone.
    for (KeyRow& row : rows) {
        if (row.info.path.rfind("depot.", 0) == 0 && row.info.path != "depot.kind" &&
            row.kinds.empty()) {
            row.kinds.push_back(catalogs.depots.front().name);
        }
    }
    return rows;
}

}  // namespace mesogrid::app
