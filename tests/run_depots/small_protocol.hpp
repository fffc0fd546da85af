#pragma once

#include <string>

#include "engine/format/toml.hpp"
#include "engine/run/scenario.hpp"

#include "models/catalogs.hpp"

/// A protocol in cheek skin whose delivery and depot a test writes.
namespace mesogrid::support {

inline std::string small_protocol(const std::string& delivery,
                                  const std::string& depot = "kind = \"swollen-lens\"") {
    return R"(
schema = 1
name = "small"
[target]
outline = { rectangle = ["12 mm", "12 mm"] }
layer = "dermis"
[tissue]
layers = [{ name = "epidermis", thickness = "0.075 mm" },
          { name = "dermis", thickness = "1.3 mm" },
          { name = "hypodermis", thickness = "4.5 mm" }]
[product]
solutes = [{ name = "s", concentration = "10 mg/mL", molar_mass = "176 Da" }]
[pattern]
kind = "square"
spacing = "6 mm"
[prescription]
solute = "s"
quantity = "areal_dose"
layer = "dermis"
threshold = "1 ug/mm2"
basis = "per_session"
footing = "none"
[delivery]
)" + delivery +
           "\n[depot]\n" + depot + "\n";
}

inline Scenario read_protocol(const std::string& text) {
    Params params(parse_toml(text, "test"));
    return read_scenario(params, models::catalogs(), "test");
}

}  // namespace mesogrid::support
