#include "models/depots/opening_flow.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"

#include "models/depots/flow_notes.hpp"

namespace mesogrid::models {
namespace {

/// Above this viscosity a product displaces tissue instead of seeping, kPa s (models.md 3.2).
constexpr double kGelViscosity = 1e-3;
/// A puncture that delivers nothing reaches nowhere, mm.
constexpr double kNoReach = 1e-3;

Product as_gel(const Product& product) {
    Product gel = product;
    gel.forms_as = FormsAs::gel;
    return gel;
}

void require_known_layers(const Tissue& tissue) {
    bool passes = false;
    for (const Layer& layer : tissue.layers) {
        if (layer.kind == LayerKind::other) {
            throw InputError(
                Diagnostic{.code = 341,
                           .key = "tissue.layers",
                           .problem = "opening-flow does not know how \"" + layer.name + "\" opens",
                           .allowed = "epidermis | dermis | hypodermis | muscle",
                           .suggestion = "depot.kind = \"gaussian\""});
        }
        passes = passes || layer.kind != LayerKind::epidermis;
    }
    if (passes) return;
    throw InputError(Diagnostic{.code = 340,
                                .key = "tissue.layers",
                                .problem = "no layer takes the fluid of an opening-flow",
                                .allowed = "dermis | hypodermis | muscle",
                                .suggestion = "a layer named dermis"});
}

void require_single_deposit(const Delivery& delivery) {
    if (delivery.technique != Technique::line) return;
    throw InputError(Diagnostic{.code = 345,
                                .key = "delivery.technique",
                                .problem = "opening-flow forms single deposits only: a line has no "
                                           "axis to turn about",
                                .allowed = "bolus | papule | nappage",
                                .suggestion = "depot.kind = \"swollen-lens\""});
}

}  // namespace

OpeningFlowDepot OpeningFlowDepot::read(Params& params) {
    OpeningFlowDepot model(read_opening_flow(params));
    const bool merging = params.read(
        FlagKey{.name = "merging",
                .meaning = "solve neighbouring depots whose pressures meet together, in space",
                .fallback = false,
                .source = "not available yet; such depots are superposed, with a note"});
    if (merging) {
        params.fault("merging",
                     347,
                     "neighbouring depots cannot be solved together yet; they are superposed, and "
                     "a note tells the error of that",
                     "false");
    }
    return model;
}

bool OpeningFlowDepot::is_gel(const FormationContext& context) const {
    return context.product.forms_as == FormsAs::gel || settings_.viscosity > kGelViscosity;
}

std::string OpeningFlowDepot::class_key(const Puncture& puncture,
                                        const FormationContext& context) const {
    if (is_gel(context)) {
        const Product gel = as_gel(context.product);
        return gel_.class_key(puncture, {context.delivery, gel, context.tissue});
    }
    std::string key = "opening-flow " + write_number(puncture.volume_delivered().base()) + " " +
                      write_number(context.delivery.rate.base()) + " " +
                      write_number(puncture.depth.base()) + " in";
    for (const Layer& layer : context.tissue.layers) {
        key += " " + std::to_string(static_cast<int>(layer.kind)) + " " +
               write_number(layer.thickness.base()) + " " + write_number(layer.porosity);
    }
    return key + " by " + settings_.text();
}

FormedFlow OpeningFlowDepot::form_class(const Puncture& puncture,
                                        const FormationContext& context) const {
    const std::vector<FlowLayer> layers = flow_layers(settings_.law, context.tissue);
    Injection injection{.volume = puncture.volume_delivered().base(),
                        .rate = context.delivery.rate.base(),
                        .viscosity = settings_.viscosity,
                        .depth = puncture.depth.base()};
    // what leaves the outlet above the skin is lost, and takes its part of the time
    const double kept = 1.0 - share_above_skin(settings_.law, injection.depth);
    injection.volume *= kept;
    injection.rate *= kept;
    return form_flow(layers, settings_.law, injection, settings_.followed);
}

std::shared_ptr<const FormedFlow> OpeningFlowDepot::formed(const Puncture& puncture,
                                                           const FormationContext& context) const {
    require_single_deposit(context.delivery);
    require_known_layers(context.tissue);
    if (puncture.volume_delivered().base() <= 0.0) return nullptr;
    if (!(context.delivery.rate.base() > 0.0)) {
        throw InputError(Diagnostic{.code = 348,
                                    .key = "delivery.rate",
                                    .problem = "an opening flow needs a rate of injection",
                                    .allowed = "0.0001 uL/s to 10000 uL/s",
                                    .suggestion = "rate = \"10 uL/s\""});
    }
    return table_->at(class_key(puncture, context), [&] { return form_class(puncture, context); });
}

void OpeningFlowDepot::prepare(std::span<const Puncture> punctures,
                               const FormationContext& context,
                               Progress progress) const {
    if (is_gel(context)) return;
    std::map<std::string, FlowTable::Make> classes;
    for (const Puncture& puncture : punctures) {
        if (puncture.volume_delivered().base() <= 0.0) continue;
        classes.try_emplace(class_key(puncture, context),
                            [this, &puncture, &context] { return *formed(puncture, context); });
    }
    // the first of each kind of fault is thrown before anything is spread over threads
    if (!punctures.empty() && !classes.empty()) {
        require_single_deposit(context.delivery);
        require_known_layers(context.tissue);
    }
    table_->fill(classes, progress);
}

std::vector<Depot> OpeningFlowDepot::form(std::span<const Puncture> punctures,
                                          std::size_t first,
                                          const FormationContext& context) const {
    require_single_deposit(context.delivery);
    if (is_gel(context)) {
        const Product gel = as_gel(context.product);
        return gel_.form(punctures, first, {context.delivery, gel, context.tissue});
    }
    prepare(punctures, context, {});
    std::vector<Depot> depots;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const std::shared_ptr<const FormedFlow> flow = formed(punctures[i], context);
        if (!flow) continue;
        depots.push_back({.puncture = first + i,
                          .axis = punctures[i].position,
                          .fluid = Volume::from_base(flow->carried),
                          .shape = flow->shape,
                          .class_key = class_key(punctures[i], context)});
    }
    return depots;
}

Length OpeningFlowDepot::reach(const Puncture& puncture, const FormationContext& context) const {
    if (is_gel(context)) {
        const Product gel = as_gel(context.product);
        return gel_.reach(puncture, {context.delivery, gel, context.tissue});
    }
    const std::shared_ptr<const FormedFlow> flow = formed(puncture, context);
    return Length::from_base(flow ? flow->shape->support_radius() : kNoReach);
}

DepotReading OpeningFlowDepot::reading(const Puncture& puncture,
                                       const FormationContext& context) const {
    if (is_gel(context)) {
        const Product gel = as_gel(context.product);
        return gel_.reading(puncture, {context.delivery, gel, context.tissue});
    }
    DepotReading reading;
    const std::shared_ptr<const FormedFlow> flow = formed(puncture, context);
    if (!flow) return reading;
    reading.depot_volume = Volume::from_base(flow->depot_volume);
    if (flow->wheal_diameter) reading.wheal_diameter = Length::from_base(*flow->wheal_diameter);
    reading.wheal_height = Length::from_base(flow->wheal_height);
    for (const double volume : flow->deposited) {
        reading.deposited.push_back(Volume::from_base(volume));
    }
    reading.surface_loss = puncture.volume_delivered() - Volume::from_base(flow->carried);
    reading.peak_pressure = Pressure::from_base(1e9 * flow->peak_pressure);
    if (flow->bump_half_life && flow->wheal_diameter) {
        reading.bump_half_life = Duration::from_base(*flow->bump_half_life);
    }
    return reading;
}

std::vector<std::string> OpeningFlowDepot::notes(std::span<const Puncture> punctures,
                                                 const FormationContext& context) const {
    if (is_gel(context)) {
        const Product gel = as_gel(context.product);
        std::vector<std::string> notes =
            gel_.notes(punctures, {context.delivery, gel, context.tissue});
        notes.insert(notes.begin(),
                     "opening-flow: the product forms as a gel, which displaces tissue; its depots "
                     "are those of swollen-lens, no flow was solved");
        return notes;
    }
    prepare(punctures, context, {});
    std::vector<FormedPuncture> list;
    for (const Puncture& puncture : punctures) {
        if (auto flow = formed(puncture, context)) {
            list.push_back({puncture.session, puncture.position, std::move(flow)});
        }
    }
    return flow_notes(list);
}

}  // namespace mesogrid::models
