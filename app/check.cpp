#include <fmt/format.h>

#include "engine/run/fields.hpp"
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
        for (const std::string& text : scenario.notes) note(options, text);
        for (const std::string& text : order_notes(scenario, punctures)) note(options, text);
    }
}

}  // namespace mesogrid::app
