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

}  // namespace mesogrid::testing
