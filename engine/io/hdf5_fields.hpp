#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "engine/format/hdf5/writer.hpp"
#include "engine/run/fields.hpp"

namespace mesogrid {

/// Streams the fields of one protocol into a result file, plane by plane: threads pack their planes
/// at once and write one after the other, so memory stays at a plane per thread.
class Hdf5Fields final : public FieldSink {
public:
    Hdf5Fields(hdf5::Writer& file, std::string group, Prescription prescription);

    void begin(const FieldGrid& grid) override;
    void accept(const SnapshotPlane& plane) override;
    /// The voxels, once the run began to write them.
    const std::optional<FieldGrid>& grid() const { return grid_; }

private:
    hdf5::Writer& file_;
    std::string group_;
    Prescription prescription_;
    std::optional<FieldGrid> grid_;
    std::mutex one_at_a_time_;
};

}  // namespace mesogrid
