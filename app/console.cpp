#include "app/console.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <unistd.h>

#include "engine/base/error.hpp"

namespace mesogrid::app {

void print(std::string_view text) {
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written) return;
    throw IoError(Diagnostic{
        .code = 502,
        .problem = std::string("standard output cannot be written: ") + std::strerror(errno)});
}

void print_table(const Options& options, std::string_view text) {
    if (options.json != "-") {
        print(text);
    } else if (options.talk == Options::Talk::normal) {
        std::fwrite(text.data(), 1, text.size(), stderr);
    }
}

void note(const Options& options, std::string_view line) {
    if (options.talk == Options::Talk::quiet) return;
    std::fprintf(stderr, "mesogrid: %.*s\n", static_cast<int>(line.size()), line.data());
}

void progress(const Options& options, std::string_view line) {
    if (isatty(STDERR_FILENO) != 0) note(options, line);
}

}  // namespace mesogrid::app
