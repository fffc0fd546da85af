#include "tests/app/child.hpp"

#include <array>
#include <csignal>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mesogrid::testing {
namespace {

[[noreturn]] void become_program(const std::vector<std::string>& arguments, int err) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    std::vector<std::string> words = arguments;
    std::string program = MESOGRID_PROGRAM;
    std::vector<char*> argv = {program.data()};
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(126);
}

}  // namespace

Ending run_child(const std::vector<std::string>& arguments,
                 const std::function<void()>& before,
                 std::chrono::microseconds kill_after) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        if (before) before();
        become_program(arguments, pipe[1]);
    }
    ::close(pipe[1]);
    if (kill_after.count() > 0) {
        ::usleep(static_cast<useconds_t>(kill_after.count()));
        ::kill(child, SIGKILL);
    }
    Ending ending;
    std::array<char, 4096> piece{};
    for (ssize_t count = 0; (count = ::read(pipe[0], piece.data(), piece.size())) > 0;) {
        ending.err.append(piece.data(), static_cast<std::size_t>(count));
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) ending.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
    return ending;
}

}  // namespace mesogrid::testing
