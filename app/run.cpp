#include <filesystem>

#include "engine/base/error.hpp"
#include "engine/io/csv_result.hpp"
#include "engine/io/json_result.hpp"
#include "engine/run/simulate.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
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
    progress(options, "simulating " + scenarios.front().name);
    const RunResult result = simulate(scenarios.front(), catalogs.metrics);
    print_table(options, run_table(result));
    write_outputs(options, to_json(result), to_csv(result));
}

}  // namespace mesogrid::app
