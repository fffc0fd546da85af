#include "tests/golden/library/golden_table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace mesogrid::testing {
namespace {

constexpr const char* kHeader = "scenario,measure,value,unit";

}  // namespace

GoldenTable read_golden_table(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line) || line != kHeader) {
        throw std::runtime_error(path.string() + " does not begin with " + kHeader);
    }
    GoldenTable table;
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::string scenario;
        std::string measure;
        std::string value;
        std::string unit;
        std::getline(cells, scenario, ',');
        std::getline(cells, measure, ',');
        std::getline(cells, value, ',');
        std::getline(cells, unit);
        if (scenario.empty() || measure.empty() || unit.empty()) {
            throw std::runtime_error(path.string() + ": not a row: " + line);
        }
        GoldenValue& golden = table[scenario][measure];
        golden.unit = unit;
        if (!value.empty()) golden.value = std::stod(value);
    }
    return table;
}

void write_golden_table(const std::filesystem::path& path, const GoldenTable& table) {
    std::ofstream file(path);
    file << kHeader << '\n';
    for (const auto& [scenario, measures] : table) {
        for (const auto& [measure, golden] : measures) {
            const std::string value = golden.value ? fmt::format("{:.12g}", *golden.value) : "";
            file << fmt::format("{},{},{},{}\n", scenario, measure, value, golden.unit);
        }
    }
}

}  // namespace mesogrid::testing
