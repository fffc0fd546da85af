#include "engine/format/staged_file.hpp"

#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
    throw IoError(Diagnostic{.code = 501,
                             .where = {.file = path.string()},
                             .problem = what + ": " + std::strerror(errno)});
}

/// The process that signed a part, or "another process".
std::string writer_of(int descriptor) {
    std::array<char, 16> text{};
    const ssize_t count = ::pread(descriptor, text.data(), text.size() - 1, 0);
    std::string digits;
    for (ssize_t i = 0; i < count; ++i) {
        const char c = text[static_cast<std::size_t>(i)];
        if (std::isdigit(static_cast<unsigned char>(c)) == 0) break;
        digits += c;
    }
    return digits.empty() ? "another process" : "process " + digits;
}

/// Is the file behind the descriptor still the one of that name?
bool same_file(int descriptor, const fs::path& path) {
    struct stat open {};
    struct stat named {};
    return ::fstat(descriptor, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
           open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

}  // namespace

StagedFile::StagedFile(fs::path final_path, Overwrite overwrite)
    : final_path_(std::move(final_path)) {
    const fs::path folder =
        final_path_.has_parent_path() ? final_path_.parent_path() : fs::path(".");
    part_ = folder / ("." + final_path_.filename().string().substr(0, 240) + ".part");
    // Between opening and locking, its writer may have renamed the part: then open the new one.
    while (!take_lock()) {
    }
    std::error_code ignored;
    if (overwrite == Overwrite::refuse && fs::exists(final_path_, ignored)) {
        ::unlink(part_.c_str());
        throw InputError(Diagnostic{.code = 507,
                                    .where = {.file = final_path_.string()},
                                    .problem = "exists already",
                                    .suggestion = "--force"});
    }
    try {
        if (::ftruncate(file_.get(), 0) != 0) fail(final_path_, "cannot be written");
        sign();
    } catch (...) {
        ::unlink(part_.c_str());
        throw;
    }
}

bool StagedFile::take_lock() {
    FileDescriptor file(::open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!file.valid()) fail(final_path_, "cannot be created");
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) return false;
        if (errno != EWOULDBLOCK) fail(final_path_, "cannot be locked");
        throw LockedOutputError(
            Diagnostic{.code = 515,
                       .where = {.file = final_path_.string()},
                       .problem = "is being written by " + writer_of(file.get())});
    }
    if (!same_file(file.get(), part_)) return false;
    file_ = std::move(file);
    return true;
}

StagedFile::~StagedFile() {
    if (!committed_) ::unlink(part_.c_str());  // while the lock is held: nobody else's part
}

void StagedFile::sign() {
    const std::string text = fmt::format("{}\n", ::getpid());
    if (::pwrite(file_.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        fail(final_path_, "cannot be written");
    }
}

void StagedFile::commit() {
    if (::fsync(file_.get()) != 0) fail(final_path_, "cannot be written to disk");
    if (::rename(part_.c_str(), final_path_.c_str()) != 0) {
        fail(final_path_, "cannot be put in place");
    }
    committed_ = true;
    sync_folder_of(final_path_);
}

}  // namespace mesogrid
