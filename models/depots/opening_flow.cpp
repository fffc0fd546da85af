#include "models/depots/opening_flow.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/units.hpp"

#include "models/depots/flow_notes.hpp"
#include "models/depots/opening_demands.hpp"

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
    const FormedAt formed_at = read_formed_at(params);
    const bool merging = params.read(
        FlagKey{.name = "merging",
                .meaning = "solve neighbouring depots whose pressures meet together, in space and "
                           "in the order of injection; takes some twenty seconds per puncture",
                .fallback = false,
                .source = "superposed, with a note that estimates the error"});
    if (merging && formed_at == FormedAt::nodes) {
        params.fault("table",
                     333,
                     "nothing would use a table: where depots merge, each is formed by itself",
                     "auto | exact");
    }
    return OpeningFlowDepot(
        settings, formed_at, merging ? Neighbours::merged : Neighbours::superposed);
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
    return form_flow(layers, settings_.law, injection_of(puncture, context), settings_.followed);
}

Injection OpeningFlowDepot::injection_of(const Puncture& puncture,
                                         const FormationContext& context) const {
    Injection injection{.volume = puncture.volume_delivered().base(),
                        .rate = context.delivery.rate.base(),
                        .viscosity = settings_.viscosity,
                        .depth = puncture.depth.base()};
    // what leaves the outlet above the skin is lost, and takes its part of the time
    const double kept = 1.0 - share_above_skin(settings_.law, injection.depth);
    injection.volume *= kept;
    injection.rate *= kept;
    return injection;
}

std::vector<MergedGroup> OpeningFlowDepot::groups(std::span<const Puncture> punctures,
                                                  const FormationContext& context,
                                                  Progress progress) const {
    if (!merges()) return {};
    std::vector<MergingPuncture> list;
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        auto flow = formed(punctures[i], context);
        if (!flow) continue;
        list.push_back({{punctures[i].session, punctures[i].position, std::move(flow)},
                        injection_of(punctures[i], context),
                        class_key(punctures[i], context)});
        index.push_back(i);
    }
    std::vector<MergedGroup> found = merging_->groups(list,
                                                      flow_layers(settings_.law, context.tissue),
                                                      settings_.law,
                                                      settings_.followed,
                                                      progress);
    for (MergedGroup& group : found) {
        for (std::size_t& i : group.punctures) i = index[i];
    }
    return found;
}

std::shared_ptr<const FormedFlow> OpeningFlowDepot::formed(const Puncture& puncture,
                                                           const FormationContext& context) const {
    require_single_deposit(context.delivery);
    require_known_layers(context.tissue);
    if (puncture.volume_delivered().base() <= 0.0) return nullptr;
    require_rate(context.delivery);
    return table_->at(class_key(puncture, context), [&] { return form_class(puncture, context); });
}

std::vector<Stand> OpeningFlowDepot::stands_of(std::span<const Puncture> punctures,
                                               const FormationContext& context) const {
    const FormedAt formed_at = merges() ? FormedAt::every_class : formed_at_;
    return stands_for(punctures, formed_at, settings_.law, context);
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
    const std::vector<Stand> stands = stands_of(punctures, context);
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
    const double rings = merges() ? 0.1 : 1.0;
    table_->fill(classes, progress.part(0.0, rings));
    (void)groups(punctures, context, progress.part(rings, 1.0));
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
    const std::vector<Stand> stands = stands_of(punctures, context);
    const std::vector<MergedGroup> merged = groups(punctures, context);
    std::vector<Depot> depots;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        if (const GroupPlace in = place_of(merged, i); in.group) {
            std::vector<Depot> columns = merged_depots(*in.group, in.member, first + i);
            depots.insert(depots.end(), columns.begin(), columns.end());
            continue;
        }
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
    const std::vector<Stand> stands = stands_of(punctures, context);
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const std::vector<FlowPart> parts = parts_of(stands[i], context);
        all.push_back(parts.empty() ? DepotReading{} : reading_of(*blended(parts), punctures[i]));
    }
    for (const MergedGroup& group : groups(punctures, context)) {
        for (std::size_t m = 0; m < group.punctures.size(); ++m) {
            const std::size_t i = group.punctures[m];
            all[i] = reading_of(group.flow->punctures[m], punctures[i]);
            all[i].formed_alone = false;
        }
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
        if (merges()) {
            notes.insert(notes.begin() + 1,
                         "depot.merging has no meaning for a gel: neighbours are superposed");
        }
        return notes;
    }
    prepare(punctures, context, {});
    const std::vector<Stand> stands = stands_of(punctures, context);
    std::vector<FormedPuncture> list;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const std::vector<FlowPart> parts = parts_of(stands[i], context);
        if (parts.empty()) continue;
        list.push_back({punctures[i].session, punctures[i].position, blended(parts)});
    }
    std::vector<std::string> notes = flow_notes(list, merges());
    std::vector<BlendError> measured;
    for (const std::size_t i : farthest_from_nodes(stands)) {
        measured.push_back(
            blend_error(parts_of(stands[i], context), formed(punctures[i], context)));
    }
    if (!measured.empty()) {
        notes.push_back(table_note(list.size(), count_classes(stands), measured));
    }
    if (!merges()) return notes;
    for (std::string& note : merging_notes(groups(punctures, context), list.size())) {
        notes.push_back(std::move(note));
    }
    return notes;
}

}  // namespace mesogrid::models
