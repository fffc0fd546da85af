#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/format/hdf5/reader.hpp"
#include "engine/run/fields.hpp"
#include "engine/run/run_result.hpp"

namespace mesogrid {

/// The 3-D concentrations of the prescribed solute in a result file, read plane by plane.
class StoredFields {
public:
    /// Of a file that read_result took, which checks its seal. Throws DamagedFileError.
    explicit StoredFields(const std::filesystem::path& path) : file_(path) {}

    /// The voxels of one protocol's fields, none when it has none.
    std::optional<FieldGrid> grid(std::size_t protocol, const RunResult& result) const;
    /// Voxel means of one plane, x fastest, base units; its indices lie within the grid.
    Map plane(std::size_t protocol,
              const RunResult& result,
              const FieldGrid& grid,
              std::size_t time,
              std::size_t plane) const;

private:
    hdf5::Reader file_;
};

}  // namespace mesogrid
