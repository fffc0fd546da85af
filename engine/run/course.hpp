#pragma once

#include <vector>

#include "engine/domain/puncture.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid {

/// Which clock depots are on when a dose is judged.
enum class Clock {
    course,   ///< all sessions on one clock: what is left of earlier ones adds up
    session,  ///< every session on its own: its dose is what it gives by itself
};

/// How a prescription wants its sessions: which punctures count and on which clock.
struct JudgedCourse {
    std::size_t sessions = 1;
    Clock clock = Clock::session;
    Duration at;  ///< of the prescription, on that clock
};

/// per_session: one session by itself; where sessions are alike it stands for each. cumulative:
/// doses (areal_dose, auc, areal_exposure, bound_dose, nominal_areal_dose) of every session are
/// added up, each on its own clock; concentration, areal_amount, peak and time_above follow what
/// all sessions together leave, until `at` after the last one (metrics.md 1, models.md 6).
JudgedCourse judged_course(const Scenario& scenario);

/// The punctures of one session (from 0), planned as they are, with their session, ids from
/// `first_id` on and the time at which each is made: spread over the session's duration in visiting
/// order, evenly or by the way of the hand.
std::vector<Puncture> in_session(std::vector<Puncture> planned,
                                 const Schedule& schedule,
                                 std::size_t session,
                                 int first_id);

/// The clock's time at which a puncture's depot forms.
Duration formed_at(const Puncture& puncture, const Schedule& schedule, Clock clock);

}  // namespace mesogrid
