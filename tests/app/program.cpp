#include "tests/app/program.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "models/catalogs.hpp"

#include "app/command_line.hpp"

namespace mesogrid::testing {

Outcome run_program(const std::vector<std::string>& arguments) {
    std::vector<const char*> argv = {"mesogrid"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    Outcome outcome;
    outcome.exit_code =
        app::run_command_line(static_cast<int>(argv.size()), argv.data(), models::catalogs());
    outcome.out = ::testing::internal::GetCapturedStdout();
    outcome.err = ::testing::internal::GetCapturedStderr();
    return outcome;
}

ScratchFolder::ScratchFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "mesogrid-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string ScratchFolder::write(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
}

std::string small_scenario() {
    return R"(schema = 1
name = "small"
[target]
outline = { rectangle = ["12 mm", "9 mm"] }
[tissue]
layers = [
  { name = "epidermis", thickness = "0.1 mm", clearance = "0 1/s" },
  { name = "dermis", thickness = "1.3 mm", half_life = "10 min" },
  { name = "hypodermis", thickness = "3 mm", half_life = "30 min" },
]
[product]
solutes = [{ name = "solute", concentration = "100 mg/mL", molar_mass = "176 Da" }]
[delivery]
depth = "1.0 mm"
volume = "20 uL"
[pattern]
kind = "square"
spacing = "3 mm"
[depot]
kind = "gaussian"
sigma = "0.8 mm"
[prescription]
solute = "solute"
quantity = "auc"
at = "2 h"
threshold = "10000 ug s/mm3"
[output]
times = ["10 min", "1 h"]
probes = [["0 mm", "0 mm", "1 mm"]]
[numerics]
step = "0.5 mm"
)";
}

std::string with(const std::string& scenario, const std::string& from, const std::string& to) {
    const std::size_t at = scenario.find(from);
    EXPECT_NE(at, std::string::npos) << "no \"" << from << "\" in the scenario";
    if (at == std::string::npos) return scenario;
    return scenario.substr(0, at) + to + scenario.substr(at + from.size());
}

}  // namespace mesogrid::testing
