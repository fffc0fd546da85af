#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mesogrid {

/// May an existing file be replaced?
enum class Overwrite { refuse, allow };

/// Checks, before anything is computed, that `path` can become an output file: a plain name of at
/// most 255 bytes without control characters or a leading '-', an existing folder that can be
/// written, one of the `endings` (".json"; empty list: any), no directory, not one of the `inputs`,
/// and not existing unless overwriting is allowed. Throws InputError (bad name, exists, is an
/// input) or IoError (folder cannot be written, a full device).
void check_output_path(const std::filesystem::path& path,
                       const std::vector<std::string>& endings,
                       const std::vector<std::filesystem::path>& inputs,
                       Overwrite overwrite);

/// Writes the file whole or not at all, through a StagedFile. An existing file stays as it was when
/// anything fails. Throws IoError, or LockedOutputError when another process writes it.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

/// Brings a rename in the folder of `path` to disk, where the file system offers that.
void sync_folder_of(const std::filesystem::path& path);

}  // namespace mesogrid
