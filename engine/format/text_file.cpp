#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/format/toml.hpp"

namespace mesogrid {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, int code, std::string problem) {
    throw InputError(
        Diagnostic{.code = code, .where = {.file = path.string()}, .problem = std::move(problem)});
}

/// Closes the descriptor it holds.
class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace

std::string read_text_file(const std::filesystem::path& path, std::uintmax_t limit) {
    // Not blocking on a pipe without a writer; a device or folder is refused before any read.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0) refuse(path, 101, std::string("cannot be opened: ") + std::strerror(errno));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        refuse(path, 102, "not a regular file");
    }
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (size > limit) {
        refuse(path, 103, fmt::format("the file has {} bytes; at most {} are read", size, limit));
    }
    std::string text(static_cast<std::size_t>(size), '\0');
    std::size_t got = 0;
    while (got < text.size()) {
        const ssize_t count = ::read(file.get(), text.data() + got, text.size() - got);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(path, 101, std::string("cannot be read: ") + std::strerror(errno));
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    text.resize(got);
    return text;
}

}  // namespace mesogrid
