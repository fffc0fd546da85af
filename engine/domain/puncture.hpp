#pragma once

#include "engine/base/quantity.hpp"
#include "engine/geometry/point.hpp"

namespace mesogrid {

/// One insertion of the needle.
struct Puncture {
    int id = 0;        ///< from 1, in visiting order
    int session = 1;   ///< from 1
    Duration made_at;  ///< on the course's clock; 0: end of injection of the first session
    Point position;    ///< mm, scenario coordinates
    Length depth;      ///< vertical depth of the outlet
    Volume volume_asked;
    Volume volume_leaked;

    Volume volume_delivered() const { return volume_asked - volume_leaked; }
};

}  // namespace mesogrid
