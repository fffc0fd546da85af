#include "engine/run/course.hpp"

namespace mesogrid {
namespace {

/// Quantities of which sessions leave residues for each other.
bool follows_residues(ExposureQuantity quantity) {
    using enum ExposureQuantity;
    return quantity == concentration || quantity == areal_amount || quantity == peak ||
           quantity == time_above;
}

/// How much of a session is still to come when each puncture is made: 0 at the last. Where the hand
/// has no way to go punctures follow each other evenly.
std::vector<double> still_to_come(const std::vector<Puncture>& punctures, Pace pace) {
    std::vector<double> way(punctures.size(), 0.0);
    for (std::size_t i = 1; i < punctures.size(); ++i) {
        way[i] = way[i - 1] + distance(punctures[i - 1].position, punctures[i].position);
    }
    const double whole = way.empty() ? 0.0 : way.back();
    if (pace == Pace::puncture || whole <= 0.0) {
        for (std::size_t i = 0; i < way.size(); ++i) way[i] = static_cast<double>(i);
    }
    const double all = way.empty() ? 0.0 : way.back();
    for (double& share : way) share = all <= 0.0 ? 0.0 : (all - share) / all;
    return way;
}

}  // namespace

JudgedCourse judged_course(const Scenario& scenario) {
    const Prescription& prescription = scenario.prescription;
    JudgedCourse judged{.at = prescription.at};
    if (prescription.basis == Basis::per_session) return judged;
    judged.sessions = scenario.schedule.sessions();
    if (follows_residues(prescription.quantity)) {
        judged.clock = Clock::course;
        judged.at += scenario.schedule.ends.back();
    }
    return judged;
}

std::vector<Puncture> in_session(std::vector<Puncture> planned,
                                 const Schedule& schedule,
                                 std::size_t session,
                                 int first_id) {
    const std::vector<double> to_come = still_to_come(planned, schedule.pace);
    for (std::size_t i = 0; i < planned.size(); ++i) {
        planned[i].id = first_id + static_cast<int>(i);
        planned[i].session = static_cast<int>(session) + 1;
        planned[i].made_at = schedule.ends[session] - to_come[i] * schedule.duration;
    }
    return planned;
}

Duration formed_at(const Puncture& puncture, const Schedule& schedule, Clock clock) {
    if (clock == Clock::course) return puncture.made_at;
    return puncture.made_at - schedule.ends[static_cast<std::size_t>(puncture.session) - 1];
}

}  // namespace mesogrid
