#include "engine/run/compare.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/io/csv_result.hpp"
#include "engine/io/json_result.hpp"
#include "engine/run/simulate.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/progress_bar.hpp"
#include "app/report.hpp"
#include "app/report_table.hpp"
#include "app/scenario_files.hpp"

namespace mesogrid::app {
namespace {

void require_several(const std::vector<Scenario>& scenarios) {
    if (scenarios.size() >= 2) return;
    throw InputError(Diagnostic{.code = 404,
                                .key = "SCENARIO",
                                .problem = "a comparison needs two protocols or more",
                                .suggestion = "mesogrid run"});
}

std::vector<std::string> files_of(const std::vector<Scenario>& scenarios) {
    std::vector<std::string> files;
    files.reserve(scenarios.size());
    for (const Scenario& scenario : scenarios) files.push_back(scenario.file);
    return files;
}

void require_comparable_scenarios(const std::vector<Scenario>& scenarios) {
    std::vector<Prescription> prescriptions;
    prescriptions.reserve(scenarios.size());
    for (const Scenario& scenario : scenarios) prescriptions.push_back(scenario.prescription);
    require_comparable(prescriptions, files_of(scenarios));
}

std::vector<RunResult> simulate_all(const Options& options,
                                    const std::vector<Scenario>& scenarios,
                                    ResultFile* file) {
    ResponseStore responses;  // protocols on one tissue share what it makes of a solute
    ProgressBar bar(options);
    std::vector<RunResult> results;
    for (const Scenario& scenario : scenarios) {
        const auto count = static_cast<double>(scenarios.size());
        const auto finished = static_cast<double>(results.size());
        bar.now(fmt::format(
            "simulating {} of {}: {}", results.size() + 1, scenarios.size(), scenario.name));
        results.push_back(simulate(scenario,
                                   responses,
                                   file ? &file->fields_of_next(scenario.prescription) : nullptr,
                                   Progress(bar).part(finished / count, (finished + 1.0) / count)));
        if (wants_responses(options)) {
            results.back().responses = depot_responses(scenario, responses);
        }
    }
    return results;
}

}  // namespace

void compare(const Options& options, const Catalogs& catalogs) {
    const std::vector<Scenario> scenarios = read_scenarios(options, catalogs);
    require_several(scenarios);
    require_comparable_scenarios(scenarios);
    check_outputs(options, csv_names(files_of(scenarios)));
    std::unique_ptr<ResultFile> file = open_result(options, scenarios);
    std::vector<RunResult> results = simulate_all(options, scenarios, file.get());
    const Comparison comparison = mesogrid::compare(std::move(results));
    std::vector<const RunResult*> judged;
    judged.reserve(comparison.protocols.size());
    for (const RunResult& result : comparison.protocols) judged.push_back(&result);
    check_goals(options.goals, judged);
    if (file) file->commit(comparison);
    write_outputs(options, to_json(comparison), to_csv(comparison), comparison_table(comparison));
    write_report(options, comparison);
    require_goals(options.goals, judged);
}

}  // namespace mesogrid::app
