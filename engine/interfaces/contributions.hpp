#pragma once

#include <cstddef>

#include "engine/domain/exposure.hpp"
#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// Each puncture's own share of the maps of one run, made on demand so that nothing per puncture is
/// stored. Only where superposition holds; their sum is the map to rounding.
class Contributions {
public:
    virtual ~Contributions() = default;

    /// Number of punctures.
    virtual std::size_t size() const = 0;
    /// The share of `puncture` in the map of request `request` (an index into the run's requests);
    /// cells outside the patch get nothing. Thread safe.
    virtual Patch patch(std::size_t puncture, std::size_t request) const = 0;
};

}  // namespace mesogrid
