#include "models/data/parameters.hpp"

#include "engine/base/error.hpp"
#include "engine/format/csv.hpp"

#include "models/data/embedded.hpp"

namespace mesogrid::models {
namespace {

constexpr std::size_t kColumns = 8;

ParameterTable read_table() {
    std::vector<Parameter> rows;
    const std::vector<std::vector<std::string>> lines = read_csv(embedded::parameters_csv());
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string>& line = lines[i];
        const auto grade = line.size() == kColumns ? grade_of(line[6]) : std::nullopt;
        if (!grade) throw InternalError("parameters.csv: row " + std::to_string(i) + " is broken");
        rows.push_back({line[0], line[1], line[2], line[3], line[4], line[5], *grade, line[7]});
    }
    return ParameterTable(std::move(rows));
}

}  // namespace

const ParameterTable& parameters() {
    static const ParameterTable table = read_table();
    return table;
}

}  // namespace mesogrid::models
