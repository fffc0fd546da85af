#include "app/console.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

#include "engine/base/error.hpp"

namespace mesogrid::app {
namespace {

constexpr std::string_view kRed = "\033[1;31m";
constexpr std::string_view kYellow = "\033[33m";
constexpr std::string_view kPlain = "\033[0m";

/// Is the variable set to anything?
bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value != '\0';
}

std::string shown(const Options& options, Stream stream, std::string_view text) {
    const bool colour = options.colour == Options::Colour::automatic && takes_colour(stream);
    return colour ? coloured(text) : std::string(text);
}

/// How far the word to colour reaches from the beginning of this line; 0: none.
std::size_t emphasis(std::string_view line) {
    if (line.substr(0, 6) == "error[") return line.find(']') + 1;
    return line.substr(0, 5) == "note:" ? 5 : 0;
}

}  // namespace

bool takes_colour(Stream stream) {
    const int descriptor = stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO;
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal && std::string_view(terminal) == "dumb";
    return ::isatty(descriptor) != 0 && !dumb && !is_set("NO_COLOR");
}

std::string coloured(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = text.substr(0, end);
        const std::size_t word = emphasis(line);
        if (word > 0) {
            result += line.front() == 'e' ? kRed : kYellow;
            result += line.substr(0, word);
            result += kPlain;
        }
        result += line.substr(word);
        text.remove_prefix(end);
    }
    return result;
}

void print(std::string_view text) {
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written) return;
    const Diagnostic diagnostic{
        .code = 502,
        .problem = std::string("standard output cannot be written: ") + std::strerror(errno)};
    if (errno == EPIPE) throw ReaderGone(diagnostic);
    throw IoError(diagnostic);
}

void print_table(const Options& options, std::string_view text) {
    if (options.json != "-") {
        print(shown(options, Stream::out, text));
    } else if (options.talk == Options::Talk::normal) {
        const std::string table = shown(options, Stream::error, text);
        std::fwrite(table.data(), 1, table.size(), stderr);
    }
}

void note(const Options& options, std::string_view line) {
    if (options.talk == Options::Talk::quiet) return;
    std::fprintf(stderr, "mesogrid: %.*s\n", static_cast<int>(line.size()), line.data());
}

}  // namespace mesogrid::app
