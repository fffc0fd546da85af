#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/units.hpp"
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

/// A list that says something of every session says it of each.
void require_one_each(Params& params,
                      std::string_view name,
                      std::size_t count,
                      std::size_t sessions) {
    if (count == 0 || count == sessions) return;
    params.fault(name,
                 392,
                 fmt::format("{} entries do not fit {} sessions", count, sessions),
                 fmt::format("{} entries, one per session", sessions));
}

std::vector<SessionMove> read_moves(Params& params, std::size_t sessions) {
    const std::vector<std::vector<Length>> shifts = params.read_points(
        QuantityKey<Length>{.name = "shifts",
                            .meaning = "how far each session's pattern is moved as a whole "
                                       "[[x, y], …], before the border decides; default: not at "
                                       "all",
                            .unit = "mm",
                            .minimum = -1000.0 * units::mm,
                            .maximum = 1000.0 * units::mm},
        2,
        0,
        kMostSessions);
    const std::vector<Angle> turns = params.read_list(
        QuantityKey<Angle>{.name = "rotations",
                           .meaning = "how far each session's pattern is turned about the "
                                      "outline's centre of gravity; default: not at all",
                           .unit = "deg",
                           .minimum = -360.0 * units::deg,
                           .maximum = 360.0 * units::deg},
        0,
        kMostSessions);
    require_one_each(params, "shifts", shifts.size(), sessions);
    require_one_each(params, "rotations", turns.size(), sessions);
    if (shifts.empty() && turns.empty()) return {};
    std::vector<SessionMove> moves(sessions);
    for (std::size_t s = 0; s < sessions; ++s) {
        if (s < shifts.size()) moves[s].shift = {shifts[s][0].base(), shifts[s][1].base()};
        if (s < turns.size()) moves[s].turn = turns[s];
    }
    return moves;
}

/// Sessions that come before the skin is as it was: said, not refused.
void note_short_intervals(Params& params,
                          const Library& library,
                          const std::vector<Duration>& intervals) {
    if (intervals.empty()) return;
    Duration shortest = intervals.front();
    for (const Duration interval : intervals) shortest = std::min(shortest, interval);
    for (const auto& [row, what] :
         {std::pair("session_bump_duration", "swelling and small bumps are gone"),
          std::pair("session_bruise_duration", "a bruise has healed")}) {
        const Parameter* row_found = library.parameters.find(row, "course");
        if (!row_found || shortest >= row_found->as<Duration>()) continue;
        const Parameter& lasts = *row_found;
        params.note(
            fmt::format("sessions follow each other after {}, before {}: {} "
                        "({}), {}",
                        write_quantity(shortest.base(), "d", 4),
                        what,
                        lasts.text(),
                        lasts.range(),
                        lasts.evidence()));
    }
}

}  // namespace

Schedule read_schedule(Params& root, const Library& library) {
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
                              .meaning = "of a session from its first puncture to its last, in "
                                         "visiting order, the last at the session's end",
                              .unit = "min",
                              .minimum = 0.0 * units::s,
                              .maximum = 1.0 * units::day,
                              .fallback = 0.0 * units::s,
                              .source = "all punctures at once"});
    schedule.pace = static_cast<Pace>(params->read(ChoiceKey{
        .name = "pace",
        .meaning = "how a session's duration is shared: the same time from each puncture to the "
                   "next (puncture), or in proportion to the way between them (path)",
        .words = {"puncture", "path"},
        .fallback = 0,
        .source = "the hand takes as long for each puncture"}));
    for (const Duration interval : intervals) {
        if (interval <= schedule.duration) {
            params->fault("duration", 336, "a session lasts longer than the time to the next one");
        }
        schedule.ends.push_back(schedule.ends.back() + interval);
    }
    schedule.moves = read_moves(*params, static_cast<std::size_t>(sessions));
    note_short_intervals(*params, library, intervals);
    return schedule;
}

}  // namespace mesogrid::sections
