#include "engine/format/seal.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "engine/base/error.hpp"
#include "engine/format/file_descriptor.hpp"

namespace mesogrid {
namespace {

using Block = std::array<std::byte, kSealSize>;

/// As PNG does it: a byte above ASCII, a line end of each kind and an end-of-file mark tell a file
/// that was sent as text.
constexpr std::string_view kMagic = "\x8Amesogrid-result\r\n\x1A\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kVersionAt = 24;
constexpr std::size_t kLengthAt = 32;
constexpr std::size_t kDigestAt = 40;
constexpr std::size_t kPiece = 1U << 20U;

template <class Integer>
void put(Block& block, std::size_t at, Integer value) {
    for (std::size_t i = 0; i < sizeof value; ++i) {
        block[at + i] = static_cast<std::byte>((value >> (8U * i)) & 0xFFU);
    }
}

template <class Integer>
Integer get(const Block& block, std::size_t at) {
    Integer value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) {
        value |= static_cast<Integer>(std::to_integer<Integer>(block[at + i]) << (8U * i));
    }
    return value;
}

Block to_block(const Seal& seal) {
    Block block{};
    std::memcpy(block.data(), kMagic.data(), kMagic.size());
    put(block, kVersionAt, kVersion);
    put(block, kLengthAt, seal.length);
    std::memcpy(block.data() + kDigestAt, seal.digest.data(), seal.digest.size());
    return block;
}

/// As many bytes as there are, at most `size`; negative with errno when reading fails.
ssize_t read_at(int descriptor, std::byte* into, std::size_t size, std::uint64_t offset) {
    std::size_t got = 0;
    while (got < size) {
        const ssize_t count =
            ::pread(descriptor, into + got, size - got, static_cast<off_t>(offset + got));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return -1;
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    return static_cast<ssize_t>(got);
}

[[noreturn]] void fail(const std::string& shown, const std::string& what) {
    throw IoError(Diagnostic{
        .code = 501, .where = {.file = shown}, .problem = what + ": " + std::strerror(errno)});
}

[[noreturn]] void damaged(const std::filesystem::path& path, int code, std::string problem) {
    throw DamagedFileError(
        Diagnostic{.code = code, .where = {.file = path.string()}, .problem = std::move(problem)});
}

/// The seal that fits the bytes behind the block as they are.
Seal seal_of(int descriptor, const std::string& shown) {
    Seal seal;
    Sha256 hash;
    std::vector<std::byte> piece(kPiece);
    while (true) {
        const ssize_t count =
            read_at(descriptor, piece.data(), piece.size(), kSealSize + seal.length);
        if (count < 0) fail(shown, "cannot be read");
        hash.add(std::span(piece).first(static_cast<std::size_t>(count)));
        seal.length += static_cast<std::uint64_t>(count);
        if (static_cast<std::size_t>(count) < piece.size()) break;
    }
    seal.digest = hash.finish();
    return seal;
}

FileDescriptor open_regular(const std::filesystem::path& path) {
    const auto refuse = [&](int code, const std::string& problem) {
        throw InputError(
            Diagnostic{.code = code, .where = {.file = path.string()}, .problem = problem});
    };
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!file.valid()) refuse(101, std::string("cannot be opened: ") + std::strerror(errno));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        refuse(102, "not a regular file");
    }
    return file;
}

Block read_block(int descriptor, const std::filesystem::path& path) {
    Block block{};
    const ssize_t count = read_at(descriptor, block.data(), block.size(), 0);
    if (count < 0) fail(path.string(), "cannot be read");
    const bool ours = static_cast<std::size_t>(count) >= kMagic.size() &&
                      std::memcmp(block.data(), kMagic.data(), kMagic.size()) == 0;
    if (!ours) damaged(path, 511, "is not a result file of mesogrid");
    if (static_cast<std::size_t>(count) < kSealSize) damaged(path, 512, "is cut off");
    return block;
}

}  // namespace

Seal write_seal(int descriptor, const std::string& shown) {
    const Seal seal = seal_of(descriptor, shown);
    const Block block = to_block(seal);
    std::size_t done = 0;
    while (done < block.size()) {
        const ssize_t count = ::pwrite(
            descriptor, block.data() + done, block.size() - done, static_cast<off_t>(done));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(shown, "cannot be written");
        done += static_cast<std::size_t>(count);
    }
    return seal;
}

Seal verify_seal(const std::filesystem::path& path) {
    const FileDescriptor file = open_regular(path);
    const Block block = read_block(file.get(), path);
    const auto version = get<std::uint32_t>(block, kVersionAt);
    if (version != kVersion) {
        damaged(path,
                513,
                fmt::format("is a result file of version {}; this program reads version {}",
                            version,
                            kVersion));
    }
    const auto stated = get<std::uint64_t>(block, kLengthAt);
    const Seal seal = seal_of(file.get(), path.string());
    if (seal.length != stated) {
        damaged(path,
                512,
                fmt::format("is damaged: {} bytes where its seal says {}", seal.length, stated));
    }
    if (block != to_block(seal)) {
        damaged(path, 512, "is damaged: its bytes differ from the SHA-256 in its seal");
    }
    return seal;
}

}  // namespace mesogrid
