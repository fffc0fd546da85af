#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/format/toml.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

#include "tests/golden/library/golden_table.hpp"

/// What every shipped scenario gave on cells of twice the size, so that no change moves a
/// protocol's answer unnoticed. The values are yesterday's, not the truth: who moves them says why.
///
///     library_golden_tests            runs the whole library and compares
///     library_golden_tests --update   writes values.csv anew
namespace mesogrid::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kScenarios = MESOGRID_SOURCE_DIR "/scenarios";
const fs::path kValues = MESOGRID_SOURCE_DIR "/tests/golden/library/values.csv";

/// Cells of the coarse runs over those that the scenario would get.
constexpr double kCoarser = 2.0;

/// Other compilers and processors round the last digits differently; what a person could read
/// differs by more.
constexpr double kRelative = 1e-6;

/// Without SC_w: its window is searched for from the coldest of a coarse grid, so that a change of
/// the map in the tenth digit can end it in another place and move it by a thousandth.
constexpr const char* kMeasures[] = {"coverage",
                                     "interior.coverage",
                                     "edge_band.coverage",
                                     "V80",
                                     "D50",
                                     "D2",
                                     "CV",
                                     "DU_lq",
                                     "largest_gap",
                                     "covering_radius",
                                     "spill",
                                     "puncture_count",
                                     "total_volume_delivered",
                                     "path_length"};

bool update = false;  // NOLINT: set once, by main
GoldenTable updated;  // NOLINT: filled by the tests of an update

Scenario read(const std::string& name) {
    const fs::path path = kScenarios / name;
    Params params(load_scenario_file(path, path.parent_path()), path.parent_path());
    return read_scenario(params, models::catalogs(), name);
}

/// Names of all scenarios that run, as "library/txa-4.toml".
std::vector<std::string> shipped() {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(kScenarios)) {
        if (entry.path().extension() != ".toml") continue;
        const fs::path folder = entry.path().parent_path();
        if (is_abstract(load_scenario_file(entry.path(), folder))) continue;
        names.push_back(fs::relative(entry.path(), kScenarios).string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::map<std::string, GoldenValue> coarse_values(const std::string& name) {
    Scenario scenario = read(name);
    const std::vector<Puncture> punctures = plan(scenario);
    const Raster usual = choose_raster(scenario, form(scenario, punctures));
    scenario.numerics.step = kCoarser * usual.spacing * units::mm;
    const RunResult result = simulate(scenario);
    EXPECT_LE(result.ledger.mass_balance_error(), 1e-10);
    std::map<std::string, GoldenValue> values;
    for (const char* name_of_measure : kMeasures) {
        const Measured* measure = result.measure(name_of_measure);
        if (!measure) continue;
        values[name_of_measure] = {measure->value, measure->unit};
    }
    return values;
}

class ShippedScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, GivesWhatItGave) {
    const std::map<std::string, GoldenValue> values = coarse_values(GetParam());
    ASSERT_GE(values.size(), 12U);
    if (update) {
        updated[GetParam()] = values;
        return;
    }
    const std::map<std::string, GoldenValue> golden = read_golden_table(kValues)[GetParam()];
    ASSERT_EQ(values.size(), golden.size()) << "renew them: library_golden_tests --update";
    for (const auto& [measure, value] : values) {
        const auto found = golden.find(measure);
        ASSERT_NE(found, golden.end()) << measure;
        EXPECT_EQ(value.unit, found->second.unit) << measure;
        ASSERT_EQ(value.value.has_value(), found->second.value.has_value()) << measure;
        if (!value.value) continue;
        const double expected = *found->second.value;
        EXPECT_NEAR(*value.value, expected, kRelative * std::max(std::abs(expected), 1.0))
            << measure << "; if it is meant: library_golden_tests --update";
    }
}

INSTANTIATE_TEST_SUITE_P(
    Library, ShippedScenario, ::testing::ValuesIn(shipped()), [](auto& parameter) {
        std::string name;
        for (const char letter : parameter.param.substr(0, parameter.param.size() - 5)) {
            name += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
        }
        return name;
    });

TEST(GoldenValues, AreOfShippedScenariosOnly) {
    if (update) GTEST_SKIP() << "they are being written";
    const std::vector<std::string> names = shipped();
    for (const auto& [scenario, values] : read_golden_table(kValues)) {
        EXPECT_EQ(std::count(names.begin(), names.end(), scenario), 1) << scenario;
    }
}

}  // namespace

int run_all(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    update = argc == 2 && std::string_view(argv[1]) == "--update";
    const int code = RUN_ALL_TESTS();
    if (update && code == 0) write_golden_table(kValues, updated);
    return code;
}

}  // namespace mesogrid::testing

int main(int argc, char** argv) {
    return mesogrid::testing::run_all(argc, argv);
}
