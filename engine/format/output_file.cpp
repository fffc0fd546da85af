#include "engine/format/output_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/format/staged_file.hpp"

namespace mesogrid {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 255;

[[noreturn]] void refuse(const fs::path& path,
                         int code,
                         std::string problem,
                         std::string allowed = {},
                         std::string suggestion = {}) {
    std::string shown = path.string();
    if (shown.size() > 80) shown = shown.substr(0, 77) + "...";
    throw InputError(Diagnostic{.code = code,
                                .where = {.file = shown},
                                .problem = std::move(problem),
                                .allowed = std::move(allowed),
                                .suggestion = std::move(suggestion)});
}

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
    throw IoError(Diagnostic{.code = 501,
                             .where = {.file = path.string()},
                             .problem = what + ": " + std::strerror(errno)});
}

void check_name(const fs::path& path) {
    const std::string text = path.string();
    const bool plain = std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (!plain) refuse(path, 503, "an output name has no control characters");
    if (path.filename().empty()) refuse(path, 503, "an output needs a file name");
    if (text.front() == '-') {
        refuse(path, 503, "an output name does not start with '-'", "", "./" + text);
    }
    if (path.filename().string().size() > kLongestName) {
        refuse(path, 503, "the name is too long", fmt::format("{} bytes", kLongestName));
    }
}

void check_ending(const fs::path& path, const std::vector<std::string>& endings) {
    std::string known;
    for (const std::string& ending : endings) known += (known.empty() ? "" : " | ") + ending;
    const std::string ending = path.extension().string();
    if (!endings.empty() && std::find(endings.begin(), endings.end(), ending) == endings.end()) {
        refuse(path, 504, "the ending does not fit what is written", known);
    }
}

void write_all(int descriptor, std::string_view content, const fs::path& path) {
    while (!content.empty()) {
        const ssize_t count = ::write(descriptor, content.data(), content.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(path, "cannot be written");
        content.remove_prefix(static_cast<std::size_t>(count));
    }
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

}  // namespace

void check_output_path(const fs::path& path,
                       const std::vector<std::string>& endings,
                       const std::vector<fs::path>& inputs,
                       Overwrite overwrite) {
    check_name(path);
    std::error_code ignored;
    const fs::path folder = folder_of(path);
    if (!fs::is_directory(folder, ignored)) {
        refuse(path, 505, "the folder " + folder.string() + " does not exist");
    }
    if (fs::is_directory(path, ignored)) refuse(path, 505, "is a folder");
    if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
        throw IoError(Diagnostic{.code = 501,
                                 .where = {.file = path.string()},
                                 .problem = "is no regular file; results are written whole or "
                                            "not at all"});
    }
    check_ending(path, endings);
    for (const fs::path& input : inputs) {
        if (fs::equivalent(path, input, ignored)) {
            refuse(path, 506, "is an input of this run and stays as it is");
        }
    }
    if (overwrite == Overwrite::refuse && fs::exists(path, ignored)) {
        refuse(path, 507, "exists already", "", "--force");
    }
    if (::access(folder.c_str(), W_OK) != 0) fail(folder, "cannot be written to");
}

void write_file_atomically(const fs::path& path, std::string_view content) {
    StagedFile staged(path, Overwrite::allow);
    if (::ftruncate(staged.descriptor(), 0) != 0) fail(path, "cannot be written");
    write_all(staged.descriptor(), content, path);
    staged.commit();
}

void sync_folder_of(const fs::path& path) {
    const int descriptor = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;  // the file itself is whole; some file systems offer no more
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace mesogrid
