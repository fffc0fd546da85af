#include <fmt/format.h>

#include "engine/run/plan.hpp"

#include "app/commands.hpp"
#include "app/console.hpp"
#include "app/scenario_files.hpp"

namespace mesogrid::app {

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
        for (const std::string& text : scenario.notes) note(options, text);
    }
}

}  // namespace mesogrid::app
