#pragma once

#include <string>
#include <vector>

#include "engine/run/compare.hpp"

namespace mesogrid {

/// One CSV file of a result: its name within the chosen folder and its content.
struct CsvFile {
    std::string name;
    std::string content;
};

/// Names of the tables that results of these scenario files are written to: the file's own stem,
/// numbered where two are alike, and comparison.csv for several.
std::vector<std::string> csv_stems(const std::vector<std::string>& files);
std::vector<std::string> csv_names(const std::vector<std::string>& files);

/// The tables of one protocol (docs/output-format.md), named after its scenario file.
std::vector<CsvFile> to_csv(const RunResult& result);

/// The tables of every protocol and comparison.csv.
std::vector<CsvFile> to_csv(const Comparison& comparison);

}  // namespace mesogrid
