#include <filesystem>

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

void run(const Options& options, const Catalogs& catalogs) {
    const std::vector<Scenario> scenarios = read_scenarios(options, catalogs);
    if (scenarios.size() != 1) {
        throw InputError(Diagnostic{.code = 403,
                                    .key = "SCENARIO",
                                    .problem = "run takes one protocol",
                                    .suggestion = "mesogrid compare"});
    }
    check_outputs(options, csv_names({scenarios.front().file}));
    const Scenario& scenario = scenarios.front();
    std::unique_ptr<ResultFile> file = open_result(options, scenarios);
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

}  // namespace mesogrid::app
