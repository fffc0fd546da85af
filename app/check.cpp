#include <fmt/format.h>

#include "engine/base/parallel.hpp"
#include "engine/run/estimate.hpp"
#include "engine/run/fields.hpp"
#include "engine/run/plan.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/scenario_files.hpp"

namespace mesogrid::app {
namespace {

/// Below this there is nothing to plan for.
constexpr double kNoteworthyBytes = 100e6;
constexpr double kNoteworthySeconds = 1.0;

std::string cost_text(const RunEstimate& estimate) {
    const std::string threads =
        fmt::format(" with {} thread{}", thread_count(), thread_count() == 1 ? "" : "s");
    const double seconds = estimate.time.base();
    const std::string memory = estimate.bytes < kNoteworthyBytes
                                   ? std::string("less than 100 MB")
                                   : fmt::format("about {:.0f} MB", estimate.bytes / 1e6);
    const std::string time = seconds < kNoteworthySeconds ? std::string("less than 1 s")
                                                          : fmt::format("about {:.2g} s", seconds);
    return memory + " and " + time + threads;
}

}  // namespace

void check(const Options& options, const Catalogs& catalogs) {
    for (const Scenario& scenario : read_scenarios(options, catalogs)) {
        const std::vector<Puncture> punctures = plan(scenario);
        const Raster raster = choose_raster(scenario, form(scenario, punctures));
        print(fmt::format("{}: good; {} punctures, maps of {} x {} cells of {:.4g} mm\n",
                          scenario.file,
                          punctures.size(),
                          raster.nx,
                          raster.ny,
                          raster.spacing));
        if (const std::optional<FieldGrid> grid = field_grid(scenario, raster)) {
            print(
                fmt::format("{}: {} fields of {} x {} x {} voxels, {:.3g} MB before compression\n",
                            scenario.file,
                            grid->times.size(),
                            raster.nx,
                            raster.ny,
                            grid->planes(),
                            grid->bytes() / 1e6));
        }
        if (const std::optional<RunEstimate> estimate = estimate_run(scenario)) {
            print(fmt::format("{}: a run takes {}\n", scenario.file, cost_text(*estimate)));
        }
        for (const std::string& text : scenario.notes) note(options, text);
        for (const std::string& text : order_notes(scenario, punctures)) note(options, text);
    }
}

}  // namespace mesogrid::app
