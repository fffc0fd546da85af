#include "engine/run/judge.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "engine/run/assess.hpp"
#include "engine/run/deposit_of.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/sub_cell_dose.hpp"

namespace mesogrid {
namespace {

/// One session judged by itself.
struct JudgedSession {
    MetricResult assessed;
    PunctureTable punctures;
};

JudgedSession judge_one(const Scenario& scenario,
                        const TargetSampling& sampling,
                        const JudgedDose& dose,
                        Progress progress) {
    Reaches reaches;
    if (dose.contributions) {
        reaches = reaches_of(sampling,
                             sub_cell_dose(sampling, dose.map).mean,
                             scenario.prescription.threshold,
                             *dose.contributions,
                             progress.part(0.1, 0.5));
        // without a puncture that was solved with others, these would lie elsewhere
        for (std::size_t i = 0; i < dose.readings.size(); ++i) {
            if (!dose.readings[i].formed_alone) reaches.of_puncture[i].marginal_area.reset();
        }
    }
    const Deposit deposit =
        deposit_of(scenario.target, scenario.tissue, dose.punctures, dose.depots, dose.readings);
    const Assessment assessment{
        .target = scenario.target,
        .sampling = sampling,
        .prescription = scenario.prescription,
        .punctures = dose.punctures,
        .multiplicity = dose.contributions ? &reaches.multiplicity : nullptr,
        .deposit = &deposit};
    return {assess(assessment,
                   {dose.map},
                   scenario.metrics,
                   dose.contributions.get(),
                   progress.part(0.6, 0.95)),
            with_columns(puncture_table(dose.punctures, scenario.target, sampling, reaches),
                         depot_columns(scenario, dose.punctures, dose.depots, dose.readings),
                         "volume_leaked")};
}

/// Every measure about dose of the whole area, one row per session.
Table session_table(const std::vector<JudgedSession>& sessions) {
    Table table{.name = "sessions", .columns = {{"session", "1"}}, .rows = {}};
    std::vector<std::size_t> chosen;
    const std::vector<Measured>& measures = sessions.front().assessed.measures;
    for (std::size_t m = 0; m < measures.size(); ++m) {
        if (measures[m].region != Region::whole || !measures[m].on_prescription) continue;
        chosen.push_back(m);
        table.columns.push_back({measures[m].name, measures[m].unit});
    }
    for (std::size_t s = 0; s < sessions.size(); ++s) {
        std::vector<std::optional<double>> row = {static_cast<double>(s) + 1.0};
        for (const std::size_t m : chosen) row.push_back(sessions[s].assessed.measures[m].value);
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// A measure over the sessions; null, with the reason, where it is null in one of them.
template <class Reduce>
Measured over_sessions(const std::vector<JudgedSession>& sessions,
                       std::size_t index,
                       const char* suffix,
                       const Reduce& reduce) {
    Measured measured = sessions.front().assessed.measures[index];
    measured.name += suffix;
    std::vector<double> values;
    for (const JudgedSession& session : sessions) {
        const Measured& own = session.assessed.measures[index];
        if (!own.value) {
            measured.value = std::nullopt;
            measured.reason = own.reason;
            return measured;
        }
        values.push_back(*own.value);
    }
    measured.value = reduce(values);
    return measured;
}

double least(const std::vector<double>& values) {
    return *std::min_element(values.begin(), values.end());
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Which of two sessions' doses an overlay takes.
enum class Overlay { larger, smaller };

/// The sessions' doses laid over each other. Sub-cells, not cells, so that each keeps the slope of
/// the session it is taken from.
SubCellDose laid_over(const TargetSampling& sampling,
                      const std::vector<JudgedDose>& doses,
                      Overlay overlay) {
    SubCellDose all = sub_cell_dose(sampling, doses.front().map);
    for (std::size_t s = 1; s < doses.size(); ++s) {
        const SubCellDose own = sub_cell_dose(sampling, doses[s].map);
        for (std::size_t i = 0; i < all.mean.size(); ++i) {
            const bool take =
                overlay == Overlay::larger ? own.mean[i] > all.mean[i] : own.mean[i] < all.mean[i];
            if (!take) continue;
            all.mean[i] = own.mean[i];
            all.rise_x[i] = own.rise_x[i];
            all.rise_y[i] = own.rise_y[i];
        }
    }
    return all;
}

/// Coverage, per region, of the sessions laid over each other.
std::vector<Measured> coverage_of(const Scenario& scenario,
                                  const TargetSampling& sampling,
                                  const std::vector<JudgedDose>& doses,
                                  Overlay overlay) {
    const auto regions = dose_distributions({.target = scenario.target,
                                             .sampling = sampling,
                                             .prescription = scenario.prescription,
                                             .punctures = {}},
                                            laid_over(sampling, doses, overlay));
    const char* name = overlay == Overlay::larger ? "coverage_union" : "coverage_intersection";
    std::vector<Measured> measures;
    for (std::size_t r = 0; r < regions.size(); ++r) {
        Measured measured{.name = name,
                          .region = static_cast<Region>(r),
                          .value = {},
                          .reason = "the region is empty",
                          .unit = "%",
                          .better = Better::higher};
        if (!regions[r].empty()) {
            measured.value = 100.0 * (regions[r].area_at_least(scenario.prescription.threshold) /
                                      regions[r].total_area());
            measured.reason.clear();
        }
        measures.push_back(std::move(measured));
    }
    return measures;
}

/// What the sessions have in common, for readers of the screen.
std::string sessions_note(const RunResult& result, std::size_t sessions) {
    const auto text = [&](const char* name) {
        const Measured* measured = result.measure(name);
        return measured && measured->value ? fmt::format("{:.4g} %", *measured->value)
                                           : std::string("n/a");
    };
    return fmt::format(
        "the {} sessions differ and are judged one by one: map and measures are those of session "
        "1; coverage is at least {} in every session and {} on average; {} of the area gets enough "
        "in at least one session, {} in every one; each session is in the table `sessions`",
        sessions,
        text("coverage_session_min"),
        text("coverage_session_mean"),
        text("coverage_union"),
        text("coverage_intersection"));
}

void add_what_sessions_share(const Scenario& scenario,
                             const TargetSampling& sampling,
                             const std::vector<JudgedDose>& doses,
                             const std::vector<JudgedSession>& sessions,
                             RunResult& result) {
    const std::size_t own = sessions.front().assessed.measures.size();
    for (std::size_t m = 0; m < own; ++m) {
        if (!sessions.front().assessed.measures[m].on_prescription) continue;
        result.measures.push_back(over_sessions(sessions, m, "_session_min", least));
        result.measures.push_back(over_sessions(sessions, m, "_session_mean", mean));
    }
    for (const Overlay overlay : {Overlay::larger, Overlay::smaller}) {
        std::vector<Measured> shared = coverage_of(scenario, sampling, doses, overlay);
        std::move(shared.begin(), shared.end(), std::back_inserter(result.measures));
    }
    result.tables.push_back(session_table(sessions));
    result.notes.push_back(sessions_note(result, sessions.size()));
}

}  // namespace

std::vector<std::size_t> judged_sessions(const Scenario& scenario) {
    std::vector<std::size_t> sessions = {0};
    if (scenario.prescription.basis == Basis::cumulative || scenario.schedule.sessions_alike()) {
        return sessions;
    }
    sessions.resize(scenario.schedule.sessions());
    std::iota(sessions.begin(), sessions.end(), std::size_t{0});
    return sessions;
}

void judge(const Scenario& scenario,
           std::vector<JudgedDose> doses,
           RunResult& result,
           Progress progress) {
    const TargetSampling sampling(
        scenario.target.outline, scenario.target.interior_margin, doses.front().map.raster);
    std::vector<JudgedSession> sessions;
    const double part = 1.0 / static_cast<double>(doses.size());
    for (std::size_t s = 0; s < doses.size(); ++s) {
        const double from = part * static_cast<double>(s);
        sessions.push_back(
            judge_one(scenario, sampling, doses[s], progress.part(from, from + part)));
    }
    for (std::size_t s = 0; s < doses.size(); ++s) {
        for (const std::string& note : doses[s].notes) {
            result.notes.push_back(doses.size() == 1 ? note
                                                     : fmt::format("session {}: {}", s + 1, note));
        }
    }
    result.measures = sessions.front().assessed.measures;
    result.curves = sessions.front().assessed.curves;
    result.tables = sessions.front().assessed.tables;
    for (JudgedSession& session : sessions) {
        if (result.punctures.columns.empty()) result.punctures.columns = session.punctures.columns;
        std::move(session.punctures.rows.begin(),
                  session.punctures.rows.end(),
                  std::back_inserter(result.punctures.rows));
    }
    if (doses.size() > 1) add_what_sessions_share(scenario, sampling, doses, sessions, result);
    result.dose = std::move(doses.front().map);
}

}  // namespace mesogrid
