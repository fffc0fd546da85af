#include <array>
#include <chrono>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/report_result.hpp"

/// Whole processes, from fork to end, as a person waits for them: `mesogrid --version`, and `run`
/// of 100 punctures (bench/start_up/hundred.toml; 200 x 200 cells) from the file to the printed
/// tables, which is the first map with every measure and column. Goals: 20 ms for a start, 40 ms
/// for a first map.
namespace mesogrid::bench {
namespace {

struct Ending {
    int status = -1;
    std::size_t printed = 0;  ///< bytes on standard output
};

[[noreturn]] void become_program(const std::vector<std::string>& words, int out) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    std::vector<std::string> own = words;
    std::vector<char*> argv;
    argv.reserve(own.size() + 1);
    for (std::string& word : own) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(argv[0], argv.data());
    ::_exit(126);
}

Ending run_program(const std::vector<std::string>& words) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) become_program(words, pipe[1]);
    ::close(pipe[1]);
    Ending ending;
    std::array<char, 65536> piece{};
    for (ssize_t count = 0; (count = ::read(pipe[0], piece.data(), piece.size())) > 0;) {
        ending.printed += static_cast<std::size_t>(count);
    }
    ::close(pipe[0]);
    int status = 0;
    if (child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status)) {
        ending.status = WEXITSTATUS(status);
    }
    return ending;
}

void time_program(benchmark::State& state, const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {MESOGRID_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::size_t printed = 0;
    for ([[maybe_unused]] auto _ : state) {
        const Ending ending = run_program(words);
        printed = ending.printed;
        if (ending.status != 0 || printed == 0) {
            const std::string what = "exit code " + std::to_string(ending.status);
            state.SkipWithError(what.c_str());
            break;
        }
    }
    state.counters["bytes_printed"] = static_cast<double>(printed);
    state.SetItemsProcessed(state.iterations());
}

void BM_Version(benchmark::State& state) {
    time_program(state, {"--version"});
}

void BM_FirstMapOfProcess(benchmark::State& state) {
    const std::string threads = std::to_string(state.range(0));
    time_program(state,
                 {"run", MESOGRID_SOURCE_DIR "/bench/start_up/hundred.toml", "--threads", threads});
    state.counters["workers"] = static_cast<double>(state.range(0));
}

BENCHMARK(BM_Version)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_FirstMapOfProcess)->Apply(over_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace mesogrid::bench
