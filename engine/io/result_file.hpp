#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/format/hdf5/writer.hpp"
#include "engine/format/staged_file.hpp"
#include "engine/io/hdf5_fields.hpp"
#include "engine/run/compare.hpp"

namespace mesogrid {

/// The sidecar of a result file: r.xmf for r.h5.
std::filesystem::path sidecar_of(const std::filesystem::path& result);

/// A result file (docs/output-format.md) from the first field to its final name. Nothing stands
/// under that name before commit(); then the file is whole and sealed.
class ResultFile {
public:
    /// Locks the output. Throws as StagedFile does.
    ResultFile(const std::filesystem::path& path, Overwrite overwrite);

    /// Takes the fields of the next protocol; lives as long as this file.
    FieldSink& fields_of_next(const Prescription& prescription);

    /// Writes everything but fields and puts file and sidecar in place. `protocols` in the order of
    /// fields_of_next. Throws IoError; an older file then stays as it was.
    void commit(const RunResult& protocol);
    void commit(const Comparison& comparison);

private:
    void write(const std::vector<const RunResult*>& protocols);
    void put_in_place(const std::vector<const RunResult*>& protocols);

    StagedFile staged_;
    hdf5::Writer writer_;
    std::vector<std::unique_ptr<Hdf5Fields>> fields_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::system_clock::time_point began_at_;
};

}  // namespace mesogrid
