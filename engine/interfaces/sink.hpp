#pragma once

#include <cstddef>
#include <span>

#include "engine/domain/exposure.hpp"

namespace mesogrid {

/// One plane of a three-dimensional snapshot: concentration (amount per reference tissue volume)
/// averaged over each voxel, x fastest, in base units. Valid during the call only.
struct SnapshotPlane {
    std::size_t snapshot = 0;  ///< index into the problem's snapshots
    std::size_t plane = 0;     ///< from the skin surface downward
    const Raster& raster;
    std::span<const float> values;  ///< raster.size()
};

/// Receives finished planes while a solver works.
class Sink {
public:
    virtual ~Sink() = default;
    /// Maps, one per request, in order; never from two threads at once.
    virtual void accept(ExposurePlane plane) = 0;
    /// Planes of snapshots, each exactly once, in any order and from several threads at once.
    virtual void accept(const SnapshotPlane& /*plane*/) {}
};

}  // namespace mesogrid
