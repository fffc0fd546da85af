#include "models/depots/swollen_lens.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/depots/lens_formation.hpp"
#include "models/depots/lens_notes.hpp"

namespace mesogrid::models {
namespace {

constexpr NumberKey number_key(std::string_view name,
                               std::string_view meaning,
                               double minimum,
                               double maximum,
                               double fallback,
                               std::string_view source) {
    return {.name = name,
            .meaning = meaning,
            .minimum = minimum,
            .maximum = maximum,
            .fallback = fallback,
            .source = source};
}

void read_wheal(Params& params, LensLaw& law) {
    law.diameter = params
                       .read(QuantityKey<Length>{
                           .name = "wheal_diameter",
                           .meaning = "diameter of the lens that 20 uL make in dermis",
                           .unit = "mm",
                           .minimum = 2.0 * units::mm,
                           .maximum = 10.0 * units::mm,
                           .fallback = law.diameter * units::mm,
                           .source = "fit to Barbaud 2020 (median of 1096 wheals); grade D"})
                       .base();
    law.exponent = params.read(number_key("wheal_exponent",
                                          "growth of that diameter with volume, d ~ V^n",
                                          0.25,
                                          0.4,
                                          law.exponent,
                                          "cube root, between 0.02 and 0.1 mL; grade D"));
    law.height_share = params.read(number_key("wheal_height_share",
                                              "share of the fluid column that lifts the skin",
                                              0.5,
                                              1.0,
                                              law.height_share,
                                              "upper bound; grade E"));
    law.depot_share = params.read(number_key("depot_share",
                                             "share of the peak of injectate per fluid that bounds "
                                             "the depot volume",
                                             0.01,
                                             0.99,
                                             law.depot_share,
                                             "half of the peak; grade E"));
}

void read_fat(Params& params, LensLaw& law) {
    law.fat_share = params.read(number_key("fat_share",
                                           "share of the hypodermis in the depot that the injected "
                                           "fluid takes",
                                           0.05,
                                           1.0,
                                           law.fat_share,
                                           "fluid share of fat; range 0.1 to 0.3; grade E"));
    law.fat_aspect = params.read(number_key("fat_aspect",
                                            "width over height of a small depot in hypodermis",
                                            1.0,
                                            10.0,
                                            law.fat_aspect,
                                            "fit to Leuenberger Jockel 2013 at 50 uL; grade E"));
    law.onset = params
                    .read(QuantityKey<Volume>{
                        .name = "fat_onset",
                        .meaning = "volume beyond which a depot in hypodermis grows alike in all "
                                   "directions",
                        .unit = "uL",
                        .minimum = 1.0 * units::uL,
                        .maximum = 10000.0 * units::uL,
                        .fallback = law.onset * units::uL,
                        .source = "Leuenberger Jockel 2013; range 60 to 150 uL; grade B"})
                    .base();
}

}  // namespace

SwollenLensDepot SwollenLensDepot::read(Params& params) {
    LensLaw law;
    read_wheal(params, law);
    read_fat(params, law);
    law.span = params
                   .read(QuantityKey<Length>{
                       .name = "bevel",
                       .meaning = "height of the outlet, over which the fluid is shared among "
                                  "layers",
                       .unit = "mm",
                       .minimum = 0.01 * units::mm,
                       .maximum = 3.0 * units::mm,
                       .fallback = law.span * units::mm,
                       .source = "range 0.2 to 1 mm; grade E"})
                   .base();
    law.points_per_diameter = static_cast<double>(
        params.read(IntegerKey{.name = "points_per_diameter",
                               .meaning = "depots of a line per diameter of its lens",
                               .minimum = 2,
                               .maximum = 64,
                               .fallback = 8,
                               .source = "areal dose within 2 % of the limit (root mean square)"}));
    return SwollenLensDepot(law);
}

std::string SwollenLensDepot::class_key(const Puncture& puncture,
                                        const FormationContext& context) const {
    return LensFormation::key(puncture, context);
}

std::vector<Depot> SwollenLensDepot::form(std::span<const Puncture> punctures,
                                          std::size_t first,
                                          const FormationContext& context) const {
    std::map<std::string, std::vector<Depot>> classes;  // about the origin
    std::vector<Depot> depots;
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        auto [found, is_new] = classes.try_emplace(class_key(punctures[i], context));
        if (is_new) {
            Puncture centred = punctures[i];
            centred.position = {};
            found->second = LensFormation(law_, centred, context).depots(centred, 0);
        }
        for (Depot depot : found->second) {
            depot.puncture = first + i;
            depot.axis = punctures[i].position + depot.axis;
            depots.push_back(std::move(depot));
        }
    }
    return depots;
}

Length SwollenLensDepot::reach(const Puncture& puncture, const FormationContext& context) const {
    const LensFormation formed(law_, puncture, context);
    const double radius = std::max({formed.lens_radius(),
                                    formed.ellipsoid(Body::fat).lateral,
                                    formed.ellipsoid(Body::muscle).lateral});
    const Point half = formed.half_path();
    return Length::from_base(radius + std::hypot(half.x, half.y));
}

DepotReading SwollenLensDepot::reading(const Puncture& puncture,
                                       const FormationContext& context) const {
    const LensFormation formed(law_, puncture, context);
    DepotReading reading;
    reading.deposited.resize(context.tissue.layers.size());
    reading.surface_loss = Volume::from_base(formed.shares().surface * formed.volume());
    reading.wrong_layer = Volume::from_base(formed.shares().wrong_layer * formed.volume());
    const bool is_gel = context.product.forms_as == FormsAs::gel;
    double depot_volume = 0.0;
    if (const double volume = formed.volume(Body::lens); volume > 0.0) {
        const DepotLayers::Place dermis = *formed.layers().dermis();
        reading.deposited[dermis.index] += Volume::from_base(volume);
        reading.wheal_diameter = Length::from_base(2.0 * formed.lens_radius());
        reading.wheal_height = Length::from_base(law_.height_share * formed.peak_column());
        const double porosity = context.tissue.layers[dermis.index].porosity;
        depot_volume +=
            is_gel ? volume
                   : lens_depot_volume(
                         law_, volume, formed.lens_radius(), formed.engaged_thickness(), porosity);
    }
    const auto add_body = [&](Body body, const std::optional<DepotLayers::Place>& place) {
        const double volume = formed.volume(body);
        if (volume <= 0.0) return;
        reading.deposited[place->index] += Volume::from_base(volume);
        depot_volume += is_gel ? volume : volume / law_.fat_share;
    };
    add_body(Body::fat, formed.layers().hypodermis());
    add_body(Body::muscle, formed.layers().muscle());
    // of a line's lens no closed form is known
    const bool has_closed_form = !formed.is_line() || is_gel || formed.volume(Body::lens) == 0.0;
    if (has_closed_form) reading.depot_volume = Volume::from_base(depot_volume);
    return reading;
}

std::vector<std::string> SwollenLensDepot::notes(std::span<const Puncture> punctures,
                                                 const FormationContext& context) const {
    return lens_notes(law_, punctures, context);
}

}  // namespace mesogrid::models
