#include <filesystem>

#include "engine/base/error.hpp"
#include "engine/io/csv_result.hpp"
#include "engine/io/json_result.hpp"
#include "engine/run/simulate.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/progress_bar.hpp"
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
    const RunResult result = [&] {
        ProgressBar bar(options);
        bar.now("simulating " + scenario.name);
        return simulate(
            scenario, file ? &file->fields_of_next(scenario.prescription) : nullptr, Progress(bar));
    }();
    check_goals(options.goals, {&result});
    if (file) file->commit(result);
    write_outputs(options, to_json(result), to_csv(result), run_table(result));
    require_goals(options.goals, {&result});
}

}  // namespace mesogrid::app
