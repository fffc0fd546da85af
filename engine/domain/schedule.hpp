#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// The course of sessions. Time zero is the end of injection of the first session.
struct Schedule {
    std::vector<Duration> ends = {Duration{}};  ///< end of injection of each session, ascending
    Duration duration;  ///< of a session, from its first puncture to its last; 0: all at once

    std::size_t sessions() const { return ends.size(); }
};

}  // namespace mesogrid
