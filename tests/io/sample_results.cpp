#include "tests/io/sample_results.hpp"

#include "engine/format/toml.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

namespace mesogrid::testing {
namespace {

constexpr const char* kText = R"(# A question, with a unit: µg?
schema = 1
name = "sample <&> \"µ\""
seed = 7
[target]
site = "cheek"
outline = { rectangle = ["12 mm", "9 mm"], holes = [{ ellipse = ["2 mm", "2 mm"] }] }
[tissue]
layers = [
  { name = "epidermis", thickness = "0.1 mm", clearance = "0 1/s" },
  { name = "dermis", thickness = "1.3 mm", half_life = "10 min" },
  { name = "hypodermis", thickness = "3 mm", half_life = "30 min" },
]
[product]
solutes = [{ name = "a/b %", concentration = "100 mg/mL", molar_mass = "176 Da" }]
[delivery]
depth = "1.0 mm"
volume = "20 uL"
[pattern]
kind = "square"
spacing = "SPACING"
[depot]
kind = "gaussian"
sigma = "0.8 mm"
[prescription]
solute = "a/b %"
quantity = "auc"
at = "2 h"
threshold = "10 mg s/mm3"
[output]
times = ["10 min", "1 h"]
fields = true
probes = [["0 mm", "0 mm", "1 mm"], ["2 mm", "1 mm", "0.5 mm"]]
[numerics]
step = "0.5 mm"
)";

}  // namespace

Scenario sample_scenario(const std::string& spacing) {
    std::string text = kText;
    text.replace(text.find("SPACING"), 7, spacing);
    Params params(parse_toml(text, "sample.toml"));
    Scenario scenario = read_scenario(params, models::catalogs(), "sample.toml");
    scenario.files = {{"sample.toml", text}, {"base.toml", "# nothing\r\n"}};
    return scenario;
}

void KeptFields::begin(const FieldGrid& grid) {
    next_.begin(grid);
}

void KeptFields::accept(const SnapshotPlane& plane) {
    next_.accept(plane);
    const std::lock_guard lock(mutex_);
    planes_[{plane.snapshot, plane.plane}].assign(plane.values.begin(), plane.values.end());
}

RunResult write_run(const std::filesystem::path& path, const Scenario& scenario) {
    ResultFile file(path, Overwrite::allow);
    RunResult result = simulate(scenario, &file.fields_of_next(scenario.prescription));
    file.commit(result);
    return result;
}

Comparison write_comparison_of(const std::filesystem::path& path,
                               const Scenario& a,
                               const Scenario& b) {
    ResultFile file(path, Overwrite::allow);
    std::vector<RunResult> results;
    for (const Scenario* scenario : {&a, &b}) {
        results.push_back(simulate(*scenario, &file.fields_of_next(scenario->prescription)));
    }
    Comparison comparison = compare(std::move(results));
    file.commit(comparison);
    return comparison;
}

}  // namespace mesogrid::testing
