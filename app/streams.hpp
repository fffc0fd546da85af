#pragma once

namespace mesogrid::app {

/// Makes the standard streams safe to work with: a reader that goes away ends no run (SIGPIPE is
/// ignored and writing fails instead), and a closed stream is taken by /dev/null, opened so that
/// using it still fails, lest a result file gets its number and everything printed. Throws IoError.
void guard_standard_streams();

}  // namespace mesogrid::app
