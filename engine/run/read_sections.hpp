#pragma once

#include "engine/run/scenario.hpp"

/// Each section of a scenario file is read by one function; every key, its range, default and
/// meaning stands in that function's file. Private to the run floor.
namespace mesogrid::sections {

/// The site of [target]; "" when none is stated.
std::string read_site(Params& root);
/// The layers that are written out, or those of the site with what is laid over them.
Tissue read_tissue(Params& root, const Library& library, const std::string& site);
/// Adds what varies along the skin.
void read_maps(Params& root, Tissue& tissue);
/// Faults a solver that cannot carry the scenario (`why`: what needs the grid), and amounts of
/// kinetics that are not the solutes'.
void check_solver(Params& root, const Scenario& scenario, const std::string& why);
Product read_product(Params& root, const Catalogs& catalogs, std::vector<SoluteLaws>& laws);
Delivery read_delivery(Params& root, const Library& library, const Tissue& tissue);
/// Outline, site, layer and band; the interior margin is filled in later when it is not stated.
struct TargetReading {
    Target target;
    Placement placement;
    std::optional<Length> interior_margin;
};
TargetReading read_target(Params& root, const Tissue& tissue, const std::string& site);
/// One shape of an outline, hole or exclusion: exactly one of its forms; nothing after a fault.
std::optional<Outline> read_shape(Params& params);
Prescription read_prescription(Params& root,
                               const Product& product,
                               const Tissue& tissue,
                               const Target& target);
/// Sessions, intervals and moves; notes intervals shorter than bumps and bruises last.
Schedule read_schedule(Params& root, const Library& library);
void read_output(Params& root,
                 const Target& target,
                 const Tissue& tissue,
                 std::vector<Duration>& times,
                 std::vector<TransportProblem::Probe>& probes,
                 OutputFields& fields);
/// Every metric of the catalog, with the parameters that `[metrics.NAME]` states.
std::vector<std::shared_ptr<const Metric>> read_metrics(Params& root, const MetricCatalog& catalog);
Numerics read_numerics(Params& root);

}  // namespace mesogrid::sections
