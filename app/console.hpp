#pragma once

#include <string>
#include <string_view>

#include "app/commands.hpp"

namespace mesogrid::app {

/// Writes results to standard output; throws IoError when it cannot take them all.
void print(std::string_view text);

/// Writes a human table: to standard output, or to standard error when standard output carries
/// JSON; not at all when --quiet was given and JSON goes to standard output.
void print_table(const Options& options, std::string_view text);

/// One line on standard error for people; silent with --quiet.
void note(const Options& options, std::string_view line);

/// A line that says what long work is at; only when standard error is a terminal.
void progress(const Options& options, std::string_view line);

}  // namespace mesogrid::app
