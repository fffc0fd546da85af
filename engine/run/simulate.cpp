#include "engine/run/simulate.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "engine/run/assess.hpp"
#include "engine/run/carry.hpp"
#include "engine/run/deposit_of.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/provenance.hpp"
#include "engine/run/sub_cell_dose.hpp"

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
    if (scenario.schedule.sessions() > 1 && scenario.prescription.basis == Basis::per_session) {
        notes.push_back(fmt::format(
            "the {} sessions are alike and judged one by one: measures hold for each of them",
            scenario.schedule.sessions()));
    }
    return notes;
}

Formed form_all(const Scenario& scenario) {
    Formed formed;
    formed.planned = plan(scenario);
    formed.depots = form(scenario, formed.planned);
    formed.readings = depot_readings(scenario, formed.planned);
    formed.raster = choose_raster(scenario, formed.depots);
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

/// Measures, curves, tables and the table of punctures.
void judge(const Scenario& scenario, JudgedDose dose, RunResult& result, Progress progress) {
    const TargetSampling sampling(
        scenario.target.outline, scenario.target.interior_margin, dose.map.raster);
    result.dose = std::move(dose.map);
    const Reaches reaches = reaches_of(sampling,
                                       sub_cell_dose(sampling, result.dose).mean,
                                       scenario.prescription.threshold,
                                       *dose.contributions,
                                       progress.part(0.1, 0.5));
    const Deposit deposit =
        deposit_of(scenario.target, scenario.tissue, dose.punctures, dose.depots, dose.readings);
    const Assessment assessment{.target = scenario.target,
                                .sampling = sampling,
                                .prescription = scenario.prescription,
                                .punctures = dose.punctures,
                                .multiplicity = &reaches.multiplicity,
                                .deposit = &deposit};
    MetricResult assessed = assess(assessment,
                                   {result.dose},
                                   scenario.metrics,
                                   dose.contributions.get(),
                                   progress.part(0.6, 0.95));
    result.measures = std::move(assessed.measures);
    result.curves = std::move(assessed.curves);
    result.tables = std::move(assessed.tables);
    result.punctures =
        with_columns(puncture_table(dose.punctures, scenario.target, sampling, reaches),
                     depot_columns(scenario, dose.punctures, dose.depots, dose.readings),
                     "volume_leaked");
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
    const Formed formed = form_all(scenario);
    progress.done(0.05);
    // Rough shares: fields are the longest work where there are any, measures else.
    const double dose_done = fields && scenario.fields != OutputFields::none ? 0.7 : 0.25;
    JudgedDose dose =
        carry_judged(scenario, formed, responses, fields, progress.part(0.05, dose_done));
    progress.done(dose_done);
    RunResult result = described(scenario, formed.planned);
    for (std::size_t solute = 0; solute < scenario.product.solutes.size(); ++solute) {
        CarriedSolute carried = carry_course(scenario, formed, solute, responses);
        std::move(carried.probes.begin(), carried.probes.end(), std::back_inserter(result.probes));
        if (solute == scenario.prescribed_solute()) {
            result.ledger = std::move(carried.ledger);
        } else {
            result.other_ledgers.push_back(std::move(carried.ledger));
        }
    }
    progress.done(dose_done + 0.05);
    judge(scenario, std::move(dose), result, progress.part(dose_done + 0.05, 1.0));
    progress.done(1.0);
    return result;
}

RunResult simulate(const Scenario& scenario, FieldSink* fields, Progress progress) {
    ResponseStore responses;
    return simulate(scenario, responses, fields, progress);
}

}  // namespace mesogrid
