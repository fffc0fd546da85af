#include "tests/app/child.hpp"

#include <array>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mesogrid::testing {
namespace {

[[noreturn]] void become_program(const std::vector<std::string>& arguments) {
    std::vector<std::string> words = arguments;
    std::string program = MESOGRID_PROGRAM;
    std::vector<char*> argv = {program.data()};
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(126);
}

void send_output(int out, int err) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
}

std::string read_all(int descriptor) {
    std::string text;
    std::array<char, 4096> piece{};
    for (ssize_t count = 0; (count = ::read(descriptor, piece.data(), piece.size())) > 0;) {
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
    return text;
}

Ending ending_of(pid_t child) {
    Ending ending;
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) ending.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
    return ending;
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
        send_output(::open("/dev/null", O_WRONLY | O_CLOEXEC), pipe[1]);
        become_program(arguments);
    }
    ::close(pipe[1]);
    if (kill_after.count() > 0) {
        ::usleep(static_cast<useconds_t>(kill_after.count()));
        ::kill(child, SIGKILL);
    }
    std::string err = read_all(pipe[0]);
    ::close(pipe[0]);
    Ending ending = ending_of(child);
    ending.err = std::move(err);
    return ending;
}

Ending run_wired(const std::vector<std::string>& arguments, const std::function<void()>& wire) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        send_output(::open("/dev/null", O_WRONLY | O_CLOEXEC), pipe[1]);
        wire();
        become_program(arguments);
    }
    ::close(pipe[1]);
    std::string err = read_all(pipe[0]);
    ::close(pipe[0]);
    Ending ending = ending_of(child);
    ending.err = std::move(err);
    return ending;
}

Screen run_on_terminal(const std::vector<std::string>& arguments,
                       const std::function<void()>& before) {
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) return {};
    const std::string name = ::ptsname(terminal);
    const int screen = ::open(name.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    const pid_t child = ::fork();
    if (child == 0) {
        if (before) before();
        send_output(screen, screen);
        become_program(arguments);
    }
    ::close(screen);
    Screen result;
    result.text = read_all(terminal);  // ends with EIO when the program has gone
    ::close(terminal);
    result.exit_code = ending_of(child).exit_code;
    return result;
}

}  // namespace mesogrid::testing
