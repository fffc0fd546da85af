#include "engine/run/course.hpp"

namespace mesogrid {
namespace {

/// Quantities of which sessions leave residues for each other.
bool follows_residues(ExposureQuantity quantity) {
    using enum ExposureQuantity;
    return quantity == concentration || quantity == areal_amount || quantity == peak ||
           quantity == time_above;
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

std::vector<Puncture> in_sessions(const std::vector<Puncture>& planned,
                                  const Schedule& schedule,
                                  std::size_t sessions) {
    std::vector<Puncture> punctures;
    for (std::size_t s = 0; s < sessions; ++s) {
        for (std::size_t i = 0; i < planned.size(); ++i) {
            Puncture puncture = planned[i];
            puncture.id = static_cast<int>(punctures.size()) + 1;
            puncture.session = static_cast<int>(s) + 1;
            const double still_to_make = planned.size() < 2
                                             ? 0.0
                                             : static_cast<double>(planned.size() - 1 - i) /
                                                   static_cast<double>(planned.size() - 1);
            puncture.made_at = schedule.ends[s] - still_to_make * schedule.duration;
            punctures.push_back(puncture);
        }
    }
    return punctures;
}

Duration formed_at(const Puncture& puncture, const Schedule& schedule, Clock clock) {
    if (clock == Clock::course) return puncture.made_at;
    return puncture.made_at - schedule.ends[static_cast<std::size_t>(puncture.session) - 1];
}

}  // namespace mesogrid
