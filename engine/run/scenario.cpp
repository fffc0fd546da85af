#include "engine/run/scenario.hpp"

#include <limits>

#include "engine/run/provenance.hpp"
#include "engine/run/read_sections.hpp"

namespace mesogrid {
namespace {

void read_header(Params& params, Scenario& scenario) {
    const std::size_t faults = params.fault_count();
    const auto schema = params.read(IntegerKey{.name = "schema",
                                               .meaning = "version of the scenario format",
                                               .minimum = 0,
                                               .maximum = 1000000});
    if (params.fault_count() == faults && schema != 1) {
        params.fault("schema",
                     313,
                     "this program reads schema 1; see docs/scenario-format.md for what changed",
                     "1");
    }
    scenario.name = params.read(
        TextKey{.name = "name", .meaning = "what reports call this protocol", .longest = 200});
    scenario.source = params.read(TextKey{.name = "source",
                                          .meaning = "where the protocol comes from",
                                          .longest = 1000,
                                          .fallback = "not stated"});
    scenario.seed = static_cast<std::uint64_t>(
        params.read(IntegerKey{.name = "seed",
                               .meaning = "seed of all random numbers",
                               .minimum = 0,
                               .maximum = std::numeric_limits<std::int64_t>::max(),
                               .fallback = 0,
                               .source = "0, never the clock"}));
    params.read(FlagKey{.name = "abstract",
                        .meaning = "true: a base for other files that does not run itself",
                        .fallback = false});
}

}  // namespace

std::size_t Scenario::prescribed_solute() const {
    for (std::size_t i = 0; i < product.solutes.size(); ++i) {
        if (product.solutes[i].name == prescription.solute) return i;
    }
    throw InternalError("the prescribed solute is not in the product");
}

Scenario read_scenario(Params& params, const Catalogs& catalogs, const std::string& file) {
    Scenario scenario;
    scenario.file = file;
    read_header(params, scenario);
    const std::vector<std::string> filled_in = params.read_texts(
        TextKey{.name = "filled_in",
                .meaning = "keys or tables whose values are ours and not of the protocol's source; "
                           "results show them with grade E",
                .longest = 100},
        0,
        100);
    const std::string site = sections::read_site(params);
    scenario.tissue = sections::read_tissue(params, catalogs.library, site);
    auto [target, placement, interior_margin] =
        sections::read_target(params, scenario.tissue, site);
    scenario.target = std::move(target);
    scenario.placement = placement;
    scenario.product = sections::read_product(params, catalogs, scenario.laws);
    scenario.delivery = sections::read_delivery(params, catalogs.library, scenario.tissue);
    Params pattern = params.group({.name = "pattern", .meaning = "where the punctures go"});
    scenario.pattern =
        read_model(pattern, catalogs.patterns, "kind", "the pattern; see `mesogrid list patterns`");
    Params depot = params.group({.name = "depot", .meaning = "what a puncture leaves behind"});
    scenario.depot =
        read_model(depot, catalogs.depots, "kind", "the depot model; see `mesogrid list depots`");
    scenario.prescription =
        sections::read_prescription(params, scenario.product, scenario.tissue, scenario.target);
    scenario.schedule = sections::read_schedule(params);
    sections::read_output(
        params, scenario.target, scenario.tissue, scenario.times, scenario.probes, scenario.fields);
    scenario.numerics = sections::read_numerics(params);
    record_laws(params, scenario);
    check_filled_in(params, filled_in);
    params.finish();
    scenario.target.interior_margin =
        interior_margin ? *interior_margin : 0.5 * scenario.pattern->pitch();
    scenario.resolved = params.resolved_values();
    scenario.notes = params.notes();
    mark_filled_in(scenario, filled_in);
    return scenario;
}

bool is_abstract(const Node& tree) {
    const Node* flag = tree.is_table() ? tree.find("abstract") : nullptr;
    const bool* value = flag ? std::get_if<bool>(&flag->value) : nullptr;
    return value && *value;
}

}  // namespace mesogrid
