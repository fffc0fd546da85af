#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/format/seal.hpp"
#include "engine/run/compare.hpp"

namespace mesogrid {

/// What made a result file, and where.
struct ProgramFacts {
    std::string version;
    std::string commit;
    std::string compiler;
    std::string flags;
    std::int64_t threads = 0;
    std::string host;
    std::string began;
    double seconds = 0.0;
};

/// A result file as plain values, the same to the bit as those it was written from. Fields stay in
/// the file; the resolved values have no column of the line they stand in.
struct StoredResult {
    Seal seal;
    ProgramFacts program;
    Comparison comparison;  ///< of one protocol, without rows, for a run
};

/// Checks the seal, then reads. Throws InputError when there is no such file, DamagedFileError when
/// it is damaged, foreign, of another version or lacks something.
StoredResult read_result(const std::filesystem::path& path);

}  // namespace mesogrid
