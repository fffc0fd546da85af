#pragma once

#include <filesystem>
#include <string>

#include "engine/io/result_reader.hpp"

#include "app/commands.hpp"

namespace mesogrid::app {

/// The page of a comparison, whole: the built template with its one block of data filled in.
std::string report_page(const Comparison& comparison,
                        const ProgramFacts& program,
                        const std::string& file);

/// Is what single depots make of the tissue part of what will be written?
inline bool wants_responses(const Options& options) {
    return !options.report.empty() || !options.hdf5.empty();
}

/// Writes the page that --report asks for, where it does.
void write_report(const Options& options, const Comparison& comparison);

}  // namespace mesogrid::app
