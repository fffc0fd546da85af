#include "engine/run/simulate.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/run/carry.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/judge.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/provenance.hpp"

namespace mesogrid {
namespace {

std::vector<std::string> notes_of(const Scenario& scenario,
                                  const std::vector<Puncture>& punctures) {
    std::vector<std::string> notes = scenario.notes;
    for (std::string& note :
         scenario.depot->notes(punctures, {scenario.delivery, scenario.product, scenario.tissue})) {
        notes.push_back(std::move(note));
    }
    if (scenario.prescription.illustrative()) {
        notes.emplace_back(
            "illustrative threshold: no source stands behind it; read the coverage curve");
    }
    if (scenario.schedule.sessions() > 1 && scenario.schedule.sessions_alike() &&
        scenario.prescription.basis == Basis::per_session) {
        notes.push_back(fmt::format(
            "the {} sessions are alike and judged one by one: measures hold for each of them",
            scenario.schedule.sessions()));
    }
    return notes;
}

Formed form_all(const Scenario& scenario, Progress progress) {
    Formed formed;
    const std::size_t kinds = scenario.schedule.sessions_alike() ? 1 : scenario.schedule.sessions();
    std::vector<Depot> all;
    for (std::size_t s = 0; s < kinds; ++s) {
        FormedSession session;
        session.planned = plan(scenario, s);
        scenario.depot->prepare(
            session.planned,
            {scenario.delivery, scenario.product, scenario.tissue},
            progress.part(static_cast<double>(s) / static_cast<double>(kinds),
                          static_cast<double>(s + 1) / static_cast<double>(kinds)));
        session.depots = form(scenario, session.planned);
        session.readings = depot_readings(scenario, session.planned);
        all.insert(all.end(), session.depots.begin(), session.depots.end());
        formed.sessions.push_back(std::move(session));
    }
    formed.raster = choose_raster(scenario, all);
    return formed;
}

/// A result that tells what was asked, without numbers yet.
RunResult described(const Scenario& scenario, const std::vector<Puncture>& planned) {
    RunResult result;
    result.name = scenario.name;
    result.file = scenario.file;
    result.files = scenario.files;
    result.source = scenario.source;
    result.seed = scenario.seed;
    result.target = scenario.target;
    result.prescription = scenario.prescription;
    result.resolved = scenario.resolved;
    result.weakest_grade = weakest_grade(scenario.resolved);
    result.notes = notes_of(scenario, planned);
    for (std::string& note : order_notes(scenario, planned)) {
        result.notes.push_back(std::move(note));
    }
    return result;
}

}  // namespace

const Measured* RunResult::measure(const std::string& full_name) const {
    const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measured& m) {
        return m.full_name() == full_name;
    });
    return found == measures.end() ? nullptr : &*found;
}

RunResult simulate(const Scenario& scenario,
                   ResponseStore& responses,
                   FieldSink* fields,
                   Progress progress) {
    const double forming = scenario.depot->forming_share();
    const Formed formed = form_all(scenario, progress.part(0.0, forming));
    progress.done(forming);
    progress = progress.part(forming, 1.0);
    // Rough shares: fields are the longest work where there are any, measures else.
    const double dose_done = fields && scenario.fields != OutputFields::none ? 0.7 : 0.25;
    std::vector<JudgedDose> doses;
    const std::vector<std::size_t> judged = judged_sessions(scenario);
    for (const std::size_t session : judged) {
        const auto dose_at = [&](std::size_t s) {
            return dose_done * static_cast<double>(s) / static_cast<double>(judged.size());
        };
        doses.push_back(carry_judged(scenario,
                                     formed,
                                     session,
                                     responses,
                                     doses.empty() ? fields : nullptr,
                                     progress.part(dose_at(session), dose_at(session + 1))));
    }
    progress.done(dose_done);
    RunResult result = described(scenario, formed.sessions.front().planned);
    for (std::size_t solute = 0; solute < scenario.product.solutes.size(); ++solute) {
        std::optional<CarriedSolute>& known = doses.front().course;
        CarriedSolute carried = solute == scenario.prescribed_solute() && known
                                    ? std::move(*known)
                                    : carry_course(scenario, formed, solute, responses);
        std::move(carried.probes.begin(), carried.probes.end(), std::back_inserter(result.probes));
        for (const std::string& note : carried.notes) {
            result.notes.push_back(
                fmt::format("whole course of {}: {}", scenario.product.solutes[solute].name, note));
        }
        if (solute == scenario.prescribed_solute()) {
            result.ledger = std::move(carried.ledger);
        } else {
            result.other_ledgers.push_back(std::move(carried.ledger));
        }
    }
    progress.done(dose_done + 0.05);
    judge(scenario, std::move(doses), result, progress.part(dose_done + 0.05, 1.0));
    progress.done(1.0);
    return result;
}

RunResult simulate(const Scenario& scenario, FieldSink* fields, Progress progress) {
    ResponseStore responses;
    return simulate(scenario, responses, fields, progress);
}

}  // namespace mesogrid
