#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace mesogrid::testing {

/// How a process of its own ended.
struct Ending {
    int exit_code = -1;  ///< -1: killed by a signal
    int signal = 0;
    std::string err;  ///< what it wrote to standard error
};

/// Runs the built program in a process of its own, without standard output; `before` runs in that
/// process first. With `kill_after` it gets a SIGKILL then, unless it is done.
Ending run_child(const std::vector<std::string>& arguments,
                 const std::function<void()>& before = {},
                 std::chrono::microseconds kill_after = {});

/// Runs the built program with standard output going nowhere; `wire` changes its standard streams
/// just before it starts.
Ending run_wired(const std::vector<std::string>& arguments, const std::function<void()>& wire);

/// What the program left on a terminal of its own that took both its outputs.
struct Screen {
    int exit_code = -1;
    std::string text;
};
Screen run_on_terminal(const std::vector<std::string>& arguments,
                       const std::function<void()>& before = {});

}  // namespace mesogrid::testing
