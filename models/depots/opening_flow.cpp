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

DepotReading reading_of(const FormedFlow& flow, const Puncture& puncture) {
    DepotReading reading;
    reading.depot_volume = Volume::from_base(flow.depot_volume);
    if (flow.wheal_diameter) reading.wheal_diameter = Length::from_base(*flow.wheal_diameter);
    reading.wheal_height = Length::from_base(flow.wheal_height);
    for (const double volume : flow.deposited) {
        reading.deposited.push_back(Volume::from_base(volume));
    }
    const Volume delivered = puncture.volume_delivered();
    const Volume lost = delivered - Volume::from_base(flow.carried);
    if (lost > 1e-13 * delivered) reading.surface_loss = lost;  // else rounding of the weights
    reading.peak_pressure = Pressure::from_base(1e9 * flow.peak_pressure);
    if (flow.bump_half_life && flow.wheal_diameter) {
        reading.bump_half_life = Duration::from_base(*flow.bump_half_life);
    }
    return reading;
}

}  // namespace

OpeningFlowDepot OpeningFlowDepot::read(Params& params) {
    const OpeningFlowSettings settings = read_opening_flow(params);
    OpeningFlowDepot model(settings, read_formed_at(params));
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

std::vector<FlowPart> OpeningFlowDepot::parts_of(const Stand& stand,
                                                 const FormationContext& context) const {
    std::vector<FlowPart> parts;
    for (const WeightedPuncture& part : stand) {
        if (auto flow = formed(part.puncture, context)) {
            parts.push_back({std::move(flow), class_key(part.puncture, context), part.weight});
        }
    }
    return parts;
}

void OpeningFlowDepot::prepare(std::span<const Puncture> punctures,
                               const FormationContext& context,
                               Progress progress) const {
    if (is_gel(context)) return;
    const std::vector<Stand> stands = stands_for(punctures, formed_at_, settings_.law, context);
    std::map<std::string, FlowTable::Make> classes;
    const auto add = [&](const Puncture& puncture) {
        if (puncture.volume_delivered().base() <= 0.0) return;
        classes.try_emplace(class_key(puncture, context),
                            [this, &puncture, &context] { return *formed(puncture, context); });
    };
    for (const Stand& stand : stands) {
        for (const WeightedPuncture& part : stand) add(part.puncture);
    }
    for (const std::size_t i : farthest_from_nodes(stands)) add(punctures[i]);
    // the first of each kind of fault is thrown before anything is spread over threads
    if (!classes.empty()) {
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
    const std::vector<Stand> stands = stands_for(punctures, formed_at_, settings_.law, context);
    std::vector<Depot> depots;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        for (const FlowPart& part : parts_of(stands[i], context)) {
            depots.push_back({.puncture = first + i,
                              .axis = punctures[i].position,
                              .fluid = Volume::from_base(part.weight * part.flow->carried),
                              .shape = part.flow->shape,
                              .class_key = part.key});
        }
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
    return readings({&puncture, 1}, context).front();
}

std::vector<DepotReading> OpeningFlowDepot::readings(std::span<const Puncture> punctures,
                                                     const FormationContext& context) const {
    std::vector<DepotReading> all;
    if (is_gel(context)) {
        const Product gel = as_gel(context.product);
        for (const Puncture& puncture : punctures) {
            all.push_back(gel_.reading(puncture, {context.delivery, gel, context.tissue}));
        }
        return all;
    }
    const std::vector<Stand> stands = stands_for(punctures, formed_at_, settings_.law, context);
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const std::vector<FlowPart> parts = parts_of(stands[i], context);
        all.push_back(parts.empty() ? DepotReading{} : reading_of(*blended(parts), punctures[i]));
    }
    return all;
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
    const std::vector<Stand> stands = stands_for(punctures, formed_at_, settings_.law, context);
    std::vector<FormedPuncture> list;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const std::vector<FlowPart> parts = parts_of(stands[i], context);
        if (parts.empty()) continue;
        list.push_back({punctures[i].session, punctures[i].position, blended(parts)});
    }
    std::vector<std::string> notes = flow_notes(list);
    std::vector<BlendError> measured;
    for (const std::size_t i : farthest_from_nodes(stands)) {
        measured.push_back(
            blend_error(parts_of(stands[i], context), formed(punctures[i], context)));
    }
    if (!measured.empty()) {
        notes.push_back(table_note(list.size(), count_classes(stands), measured));
    }
    return notes;
}

}  // namespace mesogrid::models
