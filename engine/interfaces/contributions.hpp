#pragma once

#include <cstddef>

#include "engine/domain/exposure.hpp"
#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// Each puncture's own share of the maps of one run, made on demand so that nothing per puncture is
/// stored. Only where superposition holds.
class Contributions {
public:
    virtual ~Contributions() = default;

    /// Number of punctures.
    virtual std::size_t size() const = 0;
    /// True where a request's map is the sum of its patches. Not so for peaks, times above a level
    /// and least values over depth: there a patch is what the puncture gives alone.
    virtual bool adds_up(std::size_t /*request*/) const { return true; }
    /// The share of `puncture` in the map of request `request` (an index into the run's requests);
    /// cells outside the patch get nothing. Thread safe.
    virtual Patch patch(std::size_t puncture, std::size_t request) const = 0;
};

}  // namespace mesogrid
