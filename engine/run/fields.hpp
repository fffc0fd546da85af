#pragma once

#include <optional>
#include <vector>

#include "engine/interfaces/sink.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid {

/// The voxels of a run's fields: the raster's cells times the spans between the faces, at times.
struct FieldGrid {
    Raster raster;
    std::vector<Length> faces;  ///< ascending depths, from the surface to the tissue's bottom
    std::vector<Duration> times;

    std::size_t planes() const { return faces.size() - 1; }
    /// Of all values together, before compression; a double because it may be absurd.
    double bytes() const;
};

/// Takes the fields of one run while they are computed.
class FieldSink {
public:
    virtual ~FieldSink() = default;
    /// Once, before any plane.
    virtual void begin(const FieldGrid& grid) = 0;
    /// Every plane of every time (SnapshotPlane::snapshot is its index), each exactly once, in any
    /// order and from several threads at once.
    virtual void accept(const SnapshotPlane& plane) = 0;
};

/// The voxels of the fields a scenario asks for, none when it asks for none. Each layer is cut into
/// equal planes about as thick as the raster's cells are wide, so no plane spans two layers.
/// Throws RefusedError (E0516) when they would fill more than 16 GiB before compression.
std::optional<FieldGrid> field_grid(const Scenario& scenario, const Raster& raster);

}  // namespace mesogrid
