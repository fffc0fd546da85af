#include "models/data/library.hpp"

#include <array>

#include "engine/base/error.hpp"
#include "engine/format/csv.hpp"

#include "models/data/embedded.hpp"
#include "models/data/parameters.hpp"

namespace mesogrid::models {
namespace {

using Line = std::vector<std::string>;

/// The lines of a table without its heading, each of `columns` fields.
std::vector<Line> lines_of(std::string_view csv, std::size_t columns) {
    std::vector<Line> lines = read_csv(csv);
    lines.erase(lines.begin());
    for (const Line& line : lines) {
        if (line.size() != columns) throw InternalError("broken row of data: " + line.front());
    }
    return lines;
}

std::vector<SiteRow> sites() {
    std::vector<SiteRow> rows;
    for (const Line& line : lines_of(embedded::sites_csv(), 3)) {
        rows.push_back({line[0], line[1], line[2]});
    }
    return rows;
}

std::vector<TechniqueRow> techniques() {
    std::vector<TechniqueRow> rows;
    for (const Line& line : lines_of(embedded::techniques_csv(), 6)) {
        rows.push_back({.name = line[0],
                        .summary = line[5],
                        .rate = parameters().at(line[1], line[2]),
                        .rate_deep = parameters().at(line[3], line[4])});
    }
    return rows;
}

std::vector<DeviceRow> devices() {
    const ParameterTable& table = parameters();
    std::vector<DeviceRow> rows;
    for (const Line& line : lines_of(embedded::devices_csv(), 4)) {
        DeviceRow row{.name = line[0],
                      .summary = line[3],
                      .needles = table.at("needles", line[0]),
                      .needle_length = table.at("needle_length", line[0]),
                      .needle_gauge = table.at("needle_gauge", line[0]),
                      .rate = std::nullopt,
                      .volume = std::nullopt,
                      .leak = table.at(line[2], "operator")};
        if (!line[1].empty()) row.rate = table.at(line[1], "all");
        if (const auto* volume = table.find("volume_per_puncture", line[0])) row.volume = *volume;
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Errors that come with every skill.
constexpr std::array kErrorsOfEveryHand = {
    "operator_missed_fraction", "spill_fraction_intradermal", "spill_fraction_subcutaneous"};

/// Scatter and bias of the volume when a hand or a motor drives the plunger.
std::vector<std::string> volume_errors(const std::string& drive) {
    if (drive == "motorised") return {"operator_volume_cv_motorised"};
    return {"operator_volume_cv_10uL",
            "operator_volume_cv_20uL",
            "operator_volume_cv_50uL",
            "operator_volume_bias_10uL",
            "operator_volume_bias_50uL"};
}

std::vector<OperatorRow> operators() {
    std::vector<OperatorRow> rows;
    for (const Line& line : lines_of(embedded::operators_csv(), 5)) {
        OperatorRow row{.name = line[0], .summary = line[4], .errors = {}};
        row.errors.push_back(parameters().at(line[1], "operator"));
        row.errors.push_back(parameters().at(line[2], "operator"));
        for (const std::string& name : volume_errors(line[3])) {
            row.errors.push_back(parameters().at(name, "operator"));
        }
        for (const char* name : kErrorsOfEveryHand) {
            row.errors.push_back(parameters().at(name, "operator"));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Library library() {
    return {.parameters = parameters(),
            .sites = sites(),
            .products = products(),
            .techniques = techniques(),
            .devices = devices(),
            .operators = operators()};
}

}  // namespace mesogrid::models
