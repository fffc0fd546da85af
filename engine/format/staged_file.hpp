#pragma once

#include <filesystem>
#include <string>

#include "engine/format/file_descriptor.hpp"
#include "engine/format/output_file.hpp"

namespace mesogrid {

/// A large file while it is written: it lives as `.NAME.part` beside its final name, locked for
/// everyone else, and appears under its final name whole or not at all. What a killed writer left
/// behind is taken over by the next one, because the kernel released its lock.
class StagedFile {
public:
    /// Locks the output. Throws LockedOutputError (E0515) naming the process that writes it,
    /// InputError (E0507) when it exists and may not be replaced, IoError.
    StagedFile(std::filesystem::path final_path, Overwrite overwrite);
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;
    /// Removes the part unless it was committed.
    ~StagedFile();

    /// Where to write meanwhile. It begins with the number of this process as text, for a second
    /// writer to read, until the content takes that place.
    const std::filesystem::path& part() const { return part_; }
    const std::filesystem::path& final_path() const { return final_path_; }
    int descriptor() const { return file_.get(); }
    /// Writes this process's number over the first bytes again, after the file was truncated.
    void sign();

    /// Brings everything to disk and under its final name: fsync, rename, fsync of the folder.
    void commit();

private:
    bool take_lock();

    std::filesystem::path final_path_;
    std::filesystem::path part_;
    FileDescriptor file_;
    bool committed_ = false;
};

}  // namespace mesogrid
