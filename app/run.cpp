#include <filesystem>
#include <utility>

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

/// Files and goals are of one protocol; several are for reading through.
void require_tables_only(const Options& options) {
    for (const auto& [given, name] : {std::pair{!options.json.empty(), "--json"},
                                      std::pair{!options.csv.empty(), "--csv"},
                                      std::pair{!options.hdf5.empty(), "--output"},
                                      std::pair{!options.report.empty(), "--report"},
                                      std::pair{!options.goals.empty(), "--require"}}) {
        if (!given) continue;
        throw InputError(Diagnostic{.code = 403,
                                    .key = name,
                                    .problem = fmt::format("run takes one protocol with it, not {}",
                                                           options.scenarios.size()),
                                    .suggestion = "mesogrid compare"});
    }
}

void run_one(const Options& options, const Scenario& scenario) {
    check_outputs(options, csv_names({scenario.file}));
    std::unique_ptr<ResultFile> file = open_result(options, {scenario});
    ResponseStore responses;
    RunResult result = [&] {
        ProgressBar bar(options);
        bar.now("simulating " + scenario.name);
        return simulate(scenario,
                        responses,
                        file ? &file->fields_of_next(scenario.prescription) : nullptr,
                        Progress(bar));
    }();
    if (wants_responses(options)) result.responses = depot_responses(scenario, responses);
    check_goals(options.goals, {&result});
    if (file) file->commit(result);
    const Comparison alone{.protocols = {std::move(result)}};
    const RunResult& only = alone.protocols.front();
    write_outputs(options, to_json(only), to_csv(only), run_table(only));
    write_report(options, alone);
    require_goals(options.goals, {&only});
}

}  // namespace

void run(const Options& options, const Catalogs& catalogs) {
    const std::vector<Scenario> scenarios = read_scenarios(options, catalogs);
    if (scenarios.size() > 1) require_tables_only(options);
    for (const Scenario& scenario : scenarios) {
        if (&scenario != &scenarios.front()) print("\n");
        run_one(options, scenario);
    }
}

}  // namespace mesogrid::app
