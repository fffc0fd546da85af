#include "engine/run/simulate.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/run/assess.hpp"
#include "engine/run/deposit_of.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/medium.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/sub_cell_dose.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

namespace mesogrid {
namespace {

/// Mass balance beyond which a result is not handed out (spectral solver).
constexpr double kBalanceLimit = 1e-10;

/// Keeps the planes of a run; a run asks for few.
class KeepPlanes final : public Sink {
public:
    void accept(ExposurePlane plane) override { planes_.push_back(std::move(plane)); }
    std::vector<ExposurePlane>& planes() { return planes_; }

private:
    std::vector<ExposurePlane> planes_;
};

ExposureRequest request_of(const Scenario& scenario) {
    const Prescription& prescription = scenario.prescription;
    const std::size_t layer = *scenario.tissue.find(prescription.layer);
    return {.quantity = prescription.quantity,
            .reduction = prescription.reduction,
            .band = {scenario.tissue.top(layer), scenario.tissue.top(layer + 1)},
            .at = prescription.at};
}

TransportProblem problem_of(const Scenario& scenario, std::size_t punctures) {
    const std::size_t solute = scenario.prescribed_solute();
    TransportProblem problem;
    problem.medium = resolve_medium(scenario.tissue,
                                    scenario.product.solutes[solute],
                                    *scenario.laws[solute].clearance,
                                    *scenario.laws[solute].diffusion);
    problem.concentration = scenario.product.solutes[solute].concentration.value;
    problem.puncture_count = punctures;
    problem.walls = scenario.numerics.walls;
    problem.requests = {request_of(scenario)};
    problem.probes = scenario.probes;
    problem.probe_times = scenario.times;
    problem.balance_at = scenario.prescription.at;
    for (const Duration time : scenario.times) {
        problem.balance_at = std::max(problem.balance_at, time);
    }
    return problem;
}

Ledger ledger_of(const Scenario& scenario,
                 const std::vector<Puncture>& punctures,
                 Volume wrong_layer,
                 const TransportProblem& problem,
                 const TransportResult& transport) {
    const Solute& solute = scenario.product.solutes[scenario.prescribed_solute()];
    Ledger ledger;
    ledger.solute = solute.name;
    ledger.label = solute.concentration.label;
    for (const Puncture& puncture : punctures) {
        ledger.volume_asked += puncture.volume_asked;
        ledger.volume_leaked += puncture.volume_leaked;
        ledger.volume_delivered += puncture.volume_delivered();
    }
    ledger.asked = ledger.volume_asked * problem.concentration;
    ledger.leaked = ledger.volume_leaked * problem.concentration;
    ledger.wrong_layer = wrong_layer * problem.concentration;
    ledger.delivered = transport.delivered + ledger.wrong_layer;
    ledger.present = transport.present;
    ledger.cleared = transport.cleared;
    ledger.left_box = transport.left_box;
    ledger.at = problem.balance_at;
    return ledger;
}

void require_balance(const Ledger& ledger, const std::string& file) {
    if (ledger.mass_balance_error() <= kBalanceLimit) return;
    throw SimulationError(Diagnostic{
        .code = 603,
        .where = {.file = file},
        .problem = fmt::format("{} of {} does not balance: delivered {:.12g}, present {:.12g}, "
                               "cleared {:.12g} at {}",
                               ledger.solute,
                               ledger.label.text,
                               ledger.delivered.base(),
                               ledger.present.base(),
                               ledger.cleared.base(),
                               write_quantity(ledger.at.base(), "s")),
        .allowed = fmt::format("a relative difference of {:g}", kBalanceLimit)});
}

std::vector<ProbeSeries> probes_of(const TransportProblem& problem,
                                   const TransportResult& transport) {
    std::vector<ProbeSeries> series;
    for (std::size_t p = 0; p < problem.probes.size(); ++p) {
        series.push_back({problem.probes[p].position,
                          problem.probes[p].depth,
                          problem.probe_times,
                          transport.probes[p]});
    }
    return series;
}

/// What went into a muscle that the tissue does not name, uL.
Volume wrong_layer_of(const std::vector<DepotReading>& readings) {
    Volume sum;
    for (const DepotReading& reading : readings) sum += reading.wrong_layer;
    return sum;
}

std::vector<std::string> notes_of(const Scenario& scenario,
                                  const std::vector<Puncture>& punctures) {
    std::vector<std::string> notes = scenario.notes;
    for (std::string& note :
         scenario.depot->notes(punctures, {scenario.delivery, scenario.product, scenario.tissue})) {
        notes.push_back(std::move(note));
    }
    if (scenario.prescription.illustrative()) {
        notes.emplace_back(
            "illustrative threshold: no source stands behind it; read the coverage curve");
    }
    if (scenario.product.solutes.size() > 1) {
        notes.push_back("only the prescribed solute, " + scenario.prescription.solute +
                        ", was simulated");
    }
    return notes;
}

}  // namespace

const Measured* RunResult::measure(const std::string& full_name) const {
    const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measured& m) {
        return m.full_name() == full_name;
    });
    return found == measures.end() ? nullptr : &*found;
}

RunResult simulate(const Scenario& scenario, const MetricCatalog& metrics) {
    const std::vector<Puncture> planned = plan(scenario);
    TransportProblem problem = problem_of(scenario, planned.size());
    problem.depots = form(scenario, planned);
    const std::vector<DepotReading> readings = depot_readings(scenario, planned);
    const std::vector<Puncture> punctures = with_losses(planned, readings);
    problem.raster = choose_raster(scenario, problem.depots);
    KeepPlanes kept;
    const TransportResult transport = SpectralTransport().solve(problem, kept);

    RunResult result;
    result.name = scenario.name;
    result.file = scenario.file;
    result.source = scenario.source;
    result.seed = scenario.seed;
    result.target = scenario.target;
    result.prescription = scenario.prescription;
    result.resolved = scenario.resolved;
    result.notes = notes_of(scenario, planned);
    result.ledger = ledger_of(scenario, punctures, wrong_layer_of(readings), problem, transport);
    require_balance(result.ledger, scenario.file);
    result.probes = probes_of(problem, transport);

    const TargetSampling sampling(
        scenario.target.outline, scenario.target.interior_margin, problem.raster);
    result.dose = std::move(kept.planes().front().map);
    const Reaches reaches = reaches_of(sampling,
                                       sub_cell_dose(sampling, result.dose).mean,
                                       scenario.prescription.threshold,
                                       *transport.contributions);
    const Deposit deposit =
        deposit_of(scenario.target, scenario.tissue, punctures, problem.depots, readings);
    const Assessment assessment{.target = scenario.target,
                                .sampling = sampling,
                                .prescription = scenario.prescription,
                                .punctures = punctures,
                                .multiplicity = &reaches.multiplicity,
                                .deposit = &deposit};
    MetricResult assessed =
        assess(assessment, {result.dose}, metrics, transport.contributions.get());
    result.measures = std::move(assessed.measures);
    result.curves = std::move(assessed.curves);
    result.tables = std::move(assessed.tables);
    const PunctureTable judged = puncture_table(punctures, scenario.target, sampling, reaches);
    result.punctures = with_columns(
        judged, depot_columns(scenario, planned, problem.depots, readings), "volume_leaked");
    return result;
}

}  // namespace mesogrid
