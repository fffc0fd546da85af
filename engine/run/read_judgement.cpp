#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "engine/run/read_sections.hpp"

/// [prescription], [output] and [metrics]: what is asked of the field.
namespace mesogrid::sections {
namespace {

using enum ExposureQuantity;

constexpr std::array kQuantities = {nominal_areal_dose,
                                    areal_dose,
                                    areal_amount,
                                    areal_exposure,
                                    bound_dose,
                                    concentration,
                                    peak,
                                    auc,
                                    time_above};

bool is_integral(ExposureQuantity quantity) {
    return quantity == auc || quantity == areal_exposure || quantity == bound_dose;
}

bool needs_time(ExposureQuantity quantity) {
    return quantity != areal_dose && quantity != nominal_areal_dose;
}

/// Solute of the prescription; faults when the product has none of that name.
const Solute* read_solute(Params& params, const Product& product, Prescription& prescription) {
    prescription.solute = params.read(
        TextKey{.name = "solute", .meaning = "the solute that is judged", .longest = 60});
    for (const Solute& solute : product.solutes) {
        if (solute.name == prescription.solute) return &solute;
    }
    std::string names;
    for (const Solute& solute : product.solutes)
        names += (names.empty() ? "" : " | ") + solute.name;
    if (params.has("solute") && !names.empty()) {  // none at all: a fault of [product]
        params.fault("solute", 308, "the product has no solute of this name", names);
    }
    return nullptr;
}

void read_reduction(Params& params, Prescription& prescription) {
    const bool areal = is_areal(prescription.quantity);
    const auto word = params.read(
        ChoiceKey{.name = "reduce",
                  .meaning = "how the layer's depth becomes one number; areal quantities are depth "
                             "integrals already",
                  .words = {"depth_integral", "depth_mean", "depth_min"},
                  .fallback = areal ? 0 : 1,
                  .source = "depth_mean, for areal quantities depth_integral"});
    prescription.reduction = static_cast<Reduction>(word);
    if (areal && word != 0) {
        params.fault("reduce", 309, "an areal quantity is a depth integral", "depth_integral");
        prescription.reduction = Reduction::depth_integral;
    }
}

/// Of integrals: do they run until nothing is left?
bool read_until_cleared(Params& params, ExposureQuantity quantity) {
    const bool until = params.read(
        FlagKey{.name = "until_cleared",
                .meaning = "true: an integral (auc, areal_exposure, bound_dose) runs until "
                           "everything is cleared, instead of until `at`",
                .fallback = false});
    if (until && !is_integral(quantity)) {
        params.fault("until_cleared",
                     310,
                     "only an integral runs until everything is cleared",
                     "",
                     "drop it");
    }
    return until;
}

void read_time(Params& params, Prescription& prescription) {
    const QuantityKey<Duration> key{
        .name = "at",
        .meaning =
            "time of concentration and areal_amount; end of auc, areal_exposure, "
            "bound_dose, peak and time_above; counted from the end of injection, of the "
            "last session where they are cumulated",
        .unit = "h",
        .minimum = 0.0 * units::s,
        .maximum = 3650.0 * units::day};
    const bool until_cleared = read_until_cleared(params, prescription.quantity);
    const bool wanted = needs_time(prescription.quantity) && !until_cleared;
    if (wanted) {
        prescription.at = params.read(key);
    } else if (params.read_optional(key)) {
        params.fault("at",
                     310,
                     until_cleared ? "an integral that runs until everything is cleared has no end"
                                   : std::string(to_text(prescription.quantity)) +
                                         " is taken at the end of injection and has no time",
                     "",
                     "drop it");
    }
    if (until_cleared) {
        prescription.at = Duration::from_base(std::numeric_limits<double>::infinity());
    }
}

/// time_above needs a level: a concentration, reduced as the prescription says.
void read_level(Params& params, const Solute* solute, Prescription& prescription) {
    if (prescription.quantity != time_above) {
        if (params.has("level")) {
            params.read_optional(
                TextKey{.name = "level", .meaning = "concentration of time_above", .longest = 60});
            params.fault("level", 310, "only time_above has a level", "", "drop it");
        }
        return;
    }
    prescription.level =
        params
            .read_quantity(
                {.name = "level",
                 .meaning = "with time_above: the concentration above which time counts, reduced "
                            "over the layer as `reduce` says",
                 .dimension = dimension_of(concentration, prescription.reduction),
                 .label = solute ? std::optional(solute->concentration.label) : std::nullopt,
                 .smallest = 0.0})
            .base;
}

/// The threshold has the dimension of the quantity and the amount label of the solute.
void read_threshold(Params& params, const Solute* solute, Prescription& prescription) {
    const WrittenQuantity written = params.read_quantity(
        {.name = "threshold",
         .meaning = "dose that counts as reached, in the unit of the quantity and the amount label "
                    "of the solute",
         .dimension = dimension_of(prescription.quantity, prescription.reduction),
         .label = solute && prescription.quantity != time_above
                      ? std::optional(solute->concentration.label)
                      : std::nullopt,
         .smallest = 0.0});
    prescription.threshold = written.base;
    prescription.threshold_unit = written.unit.text;
    if (solute) prescription.label = solute->concentration.label;
}

OutputFields read_fields(Params& output, const std::vector<Duration>& times) {
    const bool wanted = output.read(
        FlagKey{.name = "fields",
                .meaning = "true: `-o FILE.h5` also holds the prescribed solute's concentration in "
                           "every voxel over the target's box and the whole tissue, at "
                           "output.times",
                .fallback = false});
    if (wanted && times.empty()) {
        output.fault("fields", 518, "fields are written at output.times, and there are none");
    }
    return wanted ? OutputFields::concentration : OutputFields::none;
}

}  // namespace

Prescription read_prescription(Params& root,
                               const Product& product,
                               const Tissue& tissue,
                               const Target& target) {
    Params params =
        root.group({.name = "prescription", .meaning = "what dose a point of the target needs"});
    Prescription prescription;
    const Solute* solute = read_solute(params, product, prescription);
    ChoiceKey quantity{.name = "quantity", .meaning = "the dose that is judged", .words = {}};
    for (const ExposureQuantity entry : kQuantities) quantity.words.push_back(to_text(entry));
    const std::size_t faults = params.fault_count();
    prescription.quantity = kQuantities[params.read(quantity)];
    if (params.has("quantity") && params.fault_count() != faults) {
        params.ignore_rest();  // unit and time of the threshold depend on it
        return prescription;
    }
    prescription.layer = params.read(TextKey{.name = "layer",
                                             .meaning = "layer the dose is taken in",
                                             .longest = 40,
                                             .fallback = target.layer,
                                             .source = "target.layer"});
    if (params.has("layer") && !tissue.layers.empty() && !tissue.find(prescription.layer)) {
        params.fault("layer", 307, "the tissue has no layer of this name", tissue.layer_names());
    }
    read_reduction(params, prescription);
    read_time(params, prescription);
    read_level(params, solute, prescription);
    read_threshold(params, solute, prescription);
    prescription.basis = static_cast<Basis>(
        params.read(ChoiceKey{.name = "basis",
                              .meaning = "judged session by session, or on the sum of sessions",
                              .words = {"per_session", "cumulative"},
                              .fallback = 0,
                              .source = "per_session"}));
    prescription.footing = params.read(
        TextKey{.name = "footing",
                .meaning = "source of the threshold; \"none\" makes it an illustrative one",
                .longest = 200,
                .fallback = "none",
                .source = "no threshold exists for most products"});
    return prescription;
}

void read_output(Params& root,
                 const Target& target,
                 const Tissue& tissue,
                 std::vector<Duration>& times,
                 std::vector<TransportProblem::Probe>& probes,
                 OutputFields& fields) {
    auto params = root.group_optional({.name = "output", .meaning = "what else is reported"});
    if (!params) return;
    times = params->read_list(
        QuantityKey<Duration>{.name = "times",
                              .meaning = "times of the probes' concentrations and of the fields",
                              .unit = "h",
                              .minimum = 0.0 * units::s,
                              .maximum = 3650.0 * units::day},
        0,
        1000);
    if (!std::is_sorted(times.begin(), times.end())) {
        std::sort(times.begin(), times.end());
        params->note("output.times were sorted");
    }
    if (std::adjacent_find(times.begin(), times.end()) != times.end()) {
        params->fault("times", 311, "a time is listed twice");
    }
    const QuantityKey<Length> probe{
        .name = "probes",
        .meaning =
            "points [x, y, depth] whose concentration is reported, x and y from the outline's "
            "centre of gravity",
        .unit = "mm",
        .minimum = -1000.0 * units::mm,
        .maximum = 1000.0 * units::mm};
    const Point centre = target.outline.empty() ? Point{} : target.outline.centroid();
    for (const auto& point : params->read_points(probe, 3, 0, 1000)) {
        const Point place = centre + Point{point[0].base(), point[1].base()};
        if (!tissue.layers.empty() && !tissue.layer_at(point[2])) {
            params->fault("probes",
                          312,
                          "a probe at depth " + write_quantity(point[2].base(), "mm") +
                              " lies outside the tissue",
                          "0 mm to " + write_quantity(tissue.thickness().base(), "mm"));
        }
        probes.push_back({place, point[2]});
    }
    fields = read_fields(*params, times);
}

std::vector<std::shared_ptr<const Metric>> read_metrics(Params& root,
                                                        const MetricCatalog& catalog) {
    Params params =
        root.group({.name = "metrics", .meaning = "parameters of the measures", .required = false});
    std::vector<std::shared_ptr<const Metric>> metrics;
    for (const CatalogRow<Metric>& row : catalog) {
        Params table = params.group({.name = row.name, .meaning = row.summary, .required = false});
        metrics.push_back(row.read(table));
    }
    return metrics;
}

}  // namespace mesogrid::sections
