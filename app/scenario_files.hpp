#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/io/csv_result.hpp"
#include "engine/io/result_file.hpp"
#include "engine/run/scenario.hpp"

#include "app/commands.hpp"

namespace mesogrid::app {

/// Reads every scenario of the command line that is not abstract; files they name must lie in the
/// folder tree of the first. Faults of all files are thrown together. Abstract ones are skipped
/// with a note on standard error; nothing but abstract ones is a fault.
std::vector<Scenario> read_scenarios(const Options& options, const Catalogs& catalogs);

/// Checks the output paths of the options before anything is computed.
void check_outputs(const Options& options, const std::vector<std::string>& csv_names);

/// The result file of -o, locked and empty, when there is one. Says so when fields that a scenario
/// asks for have nowhere to go.
std::unique_ptr<ResultFile> open_result(const Options& options,
                                        const std::vector<Scenario>& scenarios);

/// Writes JSON and CSV where the options want them: files first, then what goes to standard output,
/// whose reader may have left. `table` is for people.
void write_outputs(const Options& options,
                   const std::string& json,
                   const std::vector<CsvFile>& csv,
                   const std::string& table);

}  // namespace mesogrid::app
