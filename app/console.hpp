#pragma once

#include <string>
#include <string_view>

#include "app/commands.hpp"

namespace mesogrid::app {

/// Writes results to standard output; throws IoError when it cannot take them all.
void print(std::string_view text);

/// Standard output was closed by its reader, as `| head` does: everything else is safe, and nobody
/// needs to be told.
class ReaderGone : public IoError {
public:
    using IoError::IoError;
};

/// Writes a human table: to standard output, or to standard error when standard output carries
/// JSON; not at all when --quiet was given and JSON goes to standard output.
void print_table(const Options& options, std::string_view text);

/// One line on standard error for people; silent with --quiet.
void note(const Options& options, std::string_view line);

enum class Stream { out, error };

/// May this stream be coloured: a terminal, NO_COLOR not set (https://no-color.org) and TERM not
/// "dumb"?
bool takes_colour(Stream stream);

/// The text with colour where its lines begin with "error[" or "note:" and a word of emphasis
/// helps.
std::string coloured(std::string_view text);

}  // namespace mesogrid::app
