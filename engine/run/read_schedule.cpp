#include <algorithm>
#include <string>

#include "engine/run/read_sections.hpp"

/// [schedule]: when sessions are.
namespace mesogrid::sections {
namespace {

constexpr std::int64_t kMostSessions = 100;

QuantityKey<Duration> interval_key(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .meaning = meaning,
            .unit = "d",
            .minimum = 1.0 * units::h,
            .maximum = 3650.0 * units::day};
}

/// One interval less than sessions.
std::vector<Duration> read_intervals(Params& params, std::size_t sessions) {
    const auto one = params.read_optional(
        interval_key("interval", "time from session to session, where it is always the same"));
    std::vector<Duration> several = params.read_list(
        interval_key("intervals", "times from session to session; one less than sessions"),
        0,
        kMostSessions);
    if (one && !several.empty()) {
        params.fault("intervals", 335, "stated beside interval", "one of them");
        return several;
    }
    if (!several.empty()) {
        if (several.size() + 1 != sessions) {
            params.fault("intervals",
                         335,
                         std::to_string(several.size()) + " intervals do not fit " +
                             std::to_string(sessions) + " sessions",
                         std::to_string(sessions - 1) + " intervals");
        }
        return several;
    }
    if (one) return std::vector<Duration>(sessions - 1, *one);
    if (sessions > 1) {
        params.fault("sessions", 335, "several sessions without an interval", "interval = \"7 d\"");
    }
    return {};
}

}  // namespace

Schedule read_schedule(Params& root) {
    Schedule schedule;
    auto params = root.group_optional({.name = "schedule", .meaning = "the course of sessions"});
    if (!params) return schedule;
    const auto sessions = params->read(IntegerKey{.name = "sessions",
                                                  .meaning = "number of sessions",
                                                  .minimum = 1,
                                                  .maximum = kMostSessions,
                                                  .fallback = 1,
                                                  .source = "one session"});
    const std::vector<Duration> intervals =
        read_intervals(*params, static_cast<std::size_t>(sessions));
    schedule.duration = params->read(
        QuantityKey<Duration>{.name = "duration",
                              .meaning = "of a session from its first puncture to its last; they "
                                         "follow each other evenly, the last at the session's end",
                              .unit = "min",
                              .minimum = 0.0 * units::s,
                              .maximum = 1.0 * units::day,
                              .fallback = 0.0 * units::s,
                              .source = "all punctures at once"});
    for (const Duration interval : intervals) {
        if (interval <= schedule.duration) {
            params->fault("duration", 336, "a session lasts longer than the time to the next one");
        }
        schedule.ends.push_back(schedule.ends.back() + interval);
    }
    return schedule;
}

}  // namespace mesogrid::sections
