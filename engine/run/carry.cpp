#include "engine/run/carry.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/units.hpp"
#include "engine/run/depot_columns.hpp"
#include "engine/run/medium.hpp"
#include "engine/run/nominal_dose.hpp"
#include "engine/transport/spectral/spectral_transport.hpp"

namespace mesogrid {
namespace {

/// Mass balance beyond which a result is not handed out (spectral solver).
constexpr double kBalanceLimit = 1e-10;

/// When the ledger of an integral without end is drawn up.
constexpr Duration kForEver = 30.0 * units::day;

/// Keeps the maps of a run, which asks for few, and hands its fields on.
class KeepPlanes final : public Sink {
public:
    explicit KeepPlanes(FieldSink* fields, Progress progress = {}, std::size_t planes = 0)
        : fields_(fields), count_done_(progress, planes) {}
    void accept(ExposurePlane plane) override { planes_.push_back(std::move(plane)); }
    void accept(const SnapshotPlane& plane) override {
        fields_->accept(plane);
        count_done_.step();
    }
    std::vector<ExposurePlane>& planes() { return planes_; }

private:
    FieldSink* fields_;
    ProgressCount count_done_;
    std::vector<ExposurePlane> planes_;
};

/// Tissue, solute, walls and raster; no depots and no questions yet.
TransportProblem problem_of(const Scenario& scenario, const Formed& formed, std::size_t solute) {
    TransportProblem problem;
    problem.medium = resolve_medium(scenario.tissue,
                                    scenario.product.solutes[solute],
                                    *scenario.laws[solute].clearance,
                                    *scenario.laws[solute].diffusion);
    problem.concentration = scenario.product.solutes[solute].concentration.value;
    problem.raster = formed.raster;
    problem.walls = scenario.numerics.walls;
    return problem;
}

/// Ids go on from session to session.
int first_id_of(const Formed& formed, std::size_t session) {
    std::size_t before = 0;
    for (std::size_t s = 0; s < session; ++s) before += formed.session(s).planned.size();
    return static_cast<int>(before) + 1;
}

/// Punctures, depots and readings of the sessions [first, last) on one clock; punctures as planned,
/// without what ran out while their depots formed.
JudgedDose gathered(const Scenario& scenario,
                    const Formed& formed,
                    std::size_t first,
                    std::size_t last,
                    Clock clock) {
    JudgedDose all;
    for (std::size_t s = first; s < last; ++s) {
        const FormedSession& session = formed.session(s);
        const std::size_t before = all.punctures.size();
        const int first_id = first_id_of(formed, s);
        for (const Puncture& puncture :
             in_session(session.planned, scenario.schedule, s, first_id)) {
            all.punctures.push_back(puncture);
        }
        all.readings.insert(all.readings.end(), session.readings.begin(), session.readings.end());
        for (Depot depot : session.depots) {
            depot.puncture += before;
            depot.formed_at = formed_at(all.punctures[depot.puncture], scenario.schedule, clock);
            all.depots.push_back(std::move(depot));
        }
    }
    all.punctures = with_losses(std::move(all.punctures), all.readings);
    return all;
}

/// What went into a muscle that the tissue does not name, uL.
Volume wrong_layer_of(const std::vector<DepotReading>& readings) {
    Volume sum;
    for (const DepotReading& reading : readings) sum += reading.wrong_layer;
    return sum;
}

Ledger ledger_of(const Solute& solute,
                 const std::vector<Puncture>& punctures,
                 Volume wrong_layer,
                 const TransportProblem& problem,
                 const TransportResult& transport) {
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

void ask_for_fields(const Scenario& scenario, TransportProblem& problem, FieldSink& fields) {
    const std::optional<FieldGrid> grid = field_grid(scenario, problem.raster);
    if (!grid) return;
    for (const Duration time : grid->times) problem.snapshots.push_back({time, grid->faces});
    fields.begin(*grid);
}

std::vector<ProbeSeries> probes_of(const Solute& solute,
                                   const TransportProblem& problem,
                                   const TransportResult& transport) {
    std::vector<ProbeSeries> series;
    for (std::size_t p = 0; p < problem.probes.size(); ++p) {
        series.push_back({solute.name,
                          solute.concentration.label,
                          problem.probes[p].position,
                          problem.probes[p].depth,
                          problem.probe_times,
                          transport.probes[p]});
    }
    return series;
}

}  // namespace

ExposureRequest prescribed_request(const Scenario& scenario, Duration at) {
    const Prescription& prescription = scenario.prescription;
    const std::size_t layer = *scenario.tissue.find(prescription.layer);
    return {.quantity = prescription.quantity,
            .reduction = prescription.reduction,
            .band = {scenario.tissue.top(layer), scenario.tissue.top(layer + 1)},
            .at = at,
            .level = prescription.level};
}

JudgedDose carry_judged(const Scenario& scenario,
                        const Formed& formed,
                        std::size_t first,
                        ResponseStore& responses,
                        FieldSink* fields,
                        Progress progress) {
    const JudgedCourse judged = judged_course(scenario);
    JudgedDose dose = gathered(scenario, formed, first, first + judged.sessions, judged.clock);
    TransportProblem problem = problem_of(scenario, formed, scenario.prescribed_solute());
    const bool nominal = scenario.prescription.quantity == ExposureQuantity::nominal_areal_dose;
    problem.depots = dose.depots;
    problem.puncture_count = dose.punctures.size();
    if (!nominal) problem.requests = {prescribed_request(scenario, judged.at)};
    if (judged.clock == Clock::course) problem.balance_at = scenario.schedule.ends.back();
    if (fields) ask_for_fields(scenario, problem, *fields);
    std::size_t planes = 0;
    for (const auto& snapshot : problem.snapshots) planes += snapshot.faces.size() - 1;
    KeepPlanes kept(fields, progress, planes);
    const TransportResult transport = SpectralTransport().solve(problem, kept, responses);
    if (nominal) {
        const auto shares = std::make_shared<const NominalDose>(
            dose.punctures, problem.concentration, scenario.target.outline.area(), formed.raster);
        dose.map = shares->map();
        dose.contributions = shares;
        return dose;
    }
    dose.map = std::move(kept.planes().front().map);
    dose.floor = kept.planes().front().floor;
    dose.contributions = transport.contributions;
    return dose;
}

CarriedSolute carry_course(const Scenario& scenario,
                           const Formed& formed,
                           std::size_t solute,
                           ResponseStore& responses) {
    const Schedule& schedule = scenario.schedule;
    JudgedDose course = gathered(scenario, formed, 0, schedule.sessions(), Clock::course);
    TransportProblem problem = problem_of(scenario, formed, solute);
    problem.depots = std::move(course.depots);
    problem.puncture_count = course.punctures.size();
    problem.probes = scenario.probes;
    problem.probe_times = scenario.times;
    const Duration at = scenario.prescription.at;
    problem.balance_at = schedule.ends.back() + (std::isfinite(at.base()) ? at : kForEver);
    for (const Duration time : scenario.times) {
        problem.balance_at = std::max(problem.balance_at, time);
    }
    KeepPlanes none(nullptr);
    const TransportResult transport = SpectralTransport().solve(problem, none, responses);
    const Solute& what = scenario.product.solutes[solute];
    CarriedSolute carried{
        .ledger =
            ledger_of(what, course.punctures, wrong_layer_of(course.readings), problem, transport),
        .probes = probes_of(what, problem, transport)};
    require_balance(carried.ledger, scenario.file);
    return carried;
}

}  // namespace mesogrid
