#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace mesogrid::testing {

/// One measure of one scenario; none where the measure is null.
struct GoldenValue {
    std::optional<double> value;
    std::string unit;
};

/// "library/txa-4.toml" and "coverage" -> value.
using GoldenTable = std::map<std::string, std::map<std::string, GoldenValue>>;

/// Reads `scenario,measure,value,unit` lines; throws std::runtime_error on any other.
GoldenTable read_golden_table(const std::filesystem::path& path);

void write_golden_table(const std::filesystem::path& path, const GoldenTable& table);

}  // namespace mesogrid::testing
