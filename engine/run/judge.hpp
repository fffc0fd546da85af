#pragma once

#include <vector>

#include "engine/run/carry.hpp"
#include "engine/run/run_result.hpp"

namespace mesogrid {

/// The sessions (from 0) that are judged by themselves: all of them where they differ and the basis
/// is per_session; else one, which stands for all or with which the others are cumulated.
std::vector<std::size_t> judged_sessions(const Scenario& scenario);

/// Measures, curves, tables and the table of punctures from one dose per judged session. With
/// several, map, measures, curves and tables are the first session's; punctures are those of all,
/// each judged within its own session; the table `sessions` holds every measure of each, and
/// NAME_session_min and NAME_session_mean, coverage_union (enough in at least one session) and
/// coverage_intersection (enough in every session) follow the measures (metrics.md 1, models.md 6).
void judge(const Scenario& scenario,
           std::vector<JudgedDose> doses,
           RunResult& result,
           Progress progress = {});

}  // namespace mesogrid
