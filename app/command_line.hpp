#pragma once

#include "engine/interfaces/catalogs.hpp"

namespace mesogrid::app {

/// The whole program: parses the arguments, runs one command with these catalogs and returns the
/// exit code (see ExitCode). Results go to standard output, everything else to standard error. A
/// program of your own passes models::catalogs() with rows added.
int run_command_line(int argc, const char* const* argv, const Catalogs& catalogs);

}  // namespace mesogrid::app
