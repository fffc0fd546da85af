#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/format/sha256.hpp"

namespace mesogrid {

/// Bytes before the HDF5 part of a result file: magic, version, length and SHA-256 of everything
/// after them, the rest zero. HDF5 calls this a user block and passes over it.
inline constexpr std::size_t kSealSize = 512;

/// What a seal says of the bytes after it.
struct Seal {
    std::uint64_t length = 0;
    Sha256Digest digest{};
};

/// Computes the seal of an open file and writes it over its first bytes. Throws IoError naming
/// `shown`.
Seal write_seal(int descriptor, const std::string& shown);

/// Checks a file against its seal without any other look into it. Throws InputError when it cannot
/// be opened or is no regular file (E0101, E0102), DamagedFileError when it carries no seal of ours
/// (E0511), is of another version (E0513) or differs from what its seal says (E0512).
Seal verify_seal(const std::filesystem::path& path);

}  // namespace mesogrid
