#include "app/streams.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "engine/base/error.hpp"

namespace mesogrid::app {

void guard_standard_streams() {
    std::signal(SIGPIPE, SIG_IGN);
    // Ascending, so that the lowest free number, which open() gives, is the closed one.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        const int wrong_way = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (::open("/dev/null", wrong_way) == descriptor) continue;
        throw IoError(
            Diagnostic{.code = 502,
                       .problem = std::string("a closed standard stream cannot be replaced: ") +
                                  std::strerror(errno)});
    }
}

}  // namespace mesogrid::app
