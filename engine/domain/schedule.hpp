#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/point.hpp"

namespace mesogrid {

/// How one session's pattern lies against the planned one: turned about the outline's centre of
/// gravity, then shifted, before the border decides.
struct SessionMove {
    Point shift;  ///< mm
    Angle turn;   ///< from x towards y

    bool operator==(const SessionMove&) const = default;
};

/// What the time between two punctures of a session goes by.
enum class Pace {
    puncture,  ///< the same time from each to the next
    path,      ///< as long as the way of the hand from each to the next
};

/// The course of sessions. Time zero is the end of injection of the first session.
struct Schedule {
    std::vector<Duration> ends = {Duration{}};  ///< end of injection of each session, ascending
    Duration duration;  ///< of a session, from its first puncture to its last; 0: all at once
    Pace pace = Pace::puncture;
    std::vector<SessionMove> moves = {};  ///< one per session; empty: all lie as planned

    std::size_t sessions() const { return ends.size(); }
    SessionMove move(std::size_t session) const {
        return moves.empty() ? SessionMove{} : moves[session];
    }
    /// Do all sessions put their punctures into the same places?
    bool sessions_alike() const {
        for (const SessionMove& move : moves) {
            if (move != moves.front()) return false;
        }
        return true;
    }
};

}  // namespace mesogrid
