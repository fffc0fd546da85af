#include "models/depots/opening_keys.hpp"

#include <array>

#include "engine/base/units.hpp"

#include "models/data/parameters.hpp"

namespace mesogrid::models {
namespace {

/// 1 kPa in base units (ug/(mm s2)).
constexpr double kPa = 1e9;

/// mm/(kPa s) and 1/(kPa s).
using Conductance = Quantity<Dimension{.length = 2, .time = 1, .mass = -1}>;
using Exchange = Quantity<Dimension{.length = 1, .time = 1, .mass = -1}>;

double read_pressure(Params& params,
                     std::string_view name,
                     std::string_view meaning,
                     double least,
                     double most,
                     const Parameter& data) {
    return params
               .read(QuantityKey<Pressure>{.name = name,
                                           .meaning = meaning,
                                           .unit = "kPa",
                                           .minimum = Pressure::from_base(least * kPa),
                                           .maximum = Pressure::from_base(most * kPa)},
                     data)
               .base() /
           kPa;
}

double read_area(Params& params,
                 std::string_view name,
                 std::string_view meaning,
                 const Parameter& data) {
    return params
        .read(QuantityKey<Area>{.name = name,
                                .meaning = meaning,
                                .unit = "m2",
                                .minimum = Area::from_base(1e-15),
                                .maximum = Area::from_base(1e-1)},
              data)
        .base();
}

double read_exchange(Params& params,
                     std::string_view name,
                     std::string_view meaning,
                     const Parameter& data) {
    return params
               .read(QuantityKey<Exchange>{.name = name,
                                           .meaning = meaning,
                                           .unit = "1/(kPa s)",
                                           .minimum = Exchange::from_base(0.0),
                                           .maximum = Exchange::from_base(1.0 / kPa)},
                     data)
               .base() *
           kPa;
}

LayerFlow read_layer(Params& depot, std::string_view name, std::string_view opened_like) {
    Params params = depot.group({.name = name,
                                 .meaning = "how this kind of layer stores fluid, lets it through "
                                            "and opens",
                                 .required = false});
    const auto row = [&](std::string_view parameter) -> const Parameter& {
        return parameters().at(parameter, name);
    };
    LayerFlow flow;
    flow.modulus = read_pressure(
        params, "modulus", "confined modulus of intact tissue", 0.1, 1e5, row("confined_modulus"));
    flow.permeability = read_area(params,
                                  "permeability",
                                  "permeability of intact tissue at rest (geometric mean of its "
                                  "directions)",
                                  row("permeability_k0"));
    flow.exponent = params.read(NumberKey{.name = "permeability_exponent",
                                          .meaning = "growth of the permeability of intact tissue, "
                                                     "exp(m p/modulus)",
                                          .minimum = 0.0,
                                          .maximum = 20.0},
                                row("permeability_exponent_m"));
    flow.opening_pressure = read_pressure(params,
                                          "opening_pressure",
                                          "pressure at which tissue opens",
                                          0.1,
                                          1e4,
                                          row("opening_pressure"));
    flow.anisotropy = params.read(NumberKey{.name = "anisotropy",
                                            .meaning = "lateral over vertical permeability",
                                            .minimum = 0.01,
                                            .maximum = 100.0},
                                  row("permeability_ratio_lateral_vertical"));
    flow.open_permeability =
        read_area(params,
                  "open_permeability",
                  "permeability between open cells; numerical: raised where it would take 2 % of "
                  "the opening pressure",
                  parameters().at("opened_permeability_Kc", opened_like));
    return flow;
}

void read_exchanges(Params& params, OpeningLaw& law) {
    law.vessel_exchange = read_exchange(params,
                                        "vessel_exchange",
                                        "water that vessels take up per tissue volume and pressure",
                                        parameters().at("exchange_surface_LpSV", "all"));
    law.vessel_limit = read_pressure(params,
                                     "vessel_limit",
                                     "pressure beyond which vessels take up no more",
                                     0.0,
                                     1e3,
                                     parameters().at("exchange_vessel_limit", "all"));
    law.lymph_exchange = read_exchange(params,
                                       "lymph_exchange",
                                       "water that lymph takes up per tissue volume and pressure",
                                       parameters().at("exchange_lymph_LpLSLV", "all"));
    law.lymph_limit = read_pressure(params,
                                    "lymph_limit",
                                    "pressure beyond which lymph takes up no more",
                                    0.0,
                                    1e3,
                                    parameters().at("exchange_lymph_limit", "all"));
    law.track_conductance = read_exchange(params,
                                          "track_conductance",
                                          "leak along the needle's track per volume and pressure "
                                          "while the needle is in",
                                          parameters().at("needle_track_conductance_Gt", "all"));
}

void read_needle(Params& params, OpeningLaw& law) {
    law.outlet_radius =
        params
            .read(QuantityKey<Length>{.name = "outlet_radius",
                                      .meaning = "radius of the ball about the outlet in which the "
                                                 "fluid enters",
                                      .unit = "mm",
                                      .minimum = 0.01 * units::mm,
                                      .maximum = 1.0 * units::mm},
                  parameters().at("outlet_radius", "needle"))
            .base();
    law.wait = params
                   .read(QuantityKey<Duration>{.name = "wait",
                                               .meaning = "how long the needle stays in after the "
                                                          "injection; acts with a track",
                                               .unit = "s",
                                               .minimum = 0.0 * units::s,
                                               .maximum = 600.0 * units::s},
                         parameters().at("needle_wait_time", "needle"))
                   .base();
}

void read_opening(Params& params, OpeningLaw& law) {
    law.poisson_ratio = params.read(NumberKey{.name = "poisson_ratio",
                                              .meaning = "of tissue around an opening",
                                              .minimum = 0.0,
                                              .maximum = 0.49},
                                    parameters().at("poisson_ratio", "all"));
    law.size_factor = params.read(NumberKey{.name = "size_factor",
                                            .meaning = "volume of an opening over that of a "
                                                       "penny-shaped crack, times 16/(3 pi)",
                                            .minimum = 0.0,
                                            .maximum = 100.0},
                                  parameters().at("opening_size_factor_chi_o", "all"));
    law.closing_share = params.read(NumberKey{.name = "closing_share",
                                              .meaning = "share of the opening pressure beneath "
                                                         "which tissue closes",
                                              .minimum = 0.0,
                                              .maximum = 0.9},
                                    parameters().at("opening_closure_fraction", "all"));
    law.interface =
        params
            .read(QuantityKey<Conductance>{.name = "interface_conductance",
                                           .meaning = "of the rim between dermis and hypodermis",
                                           .unit = "mm/(kPa s)",
                                           .minimum = Conductance::from_base(1e-12 / kPa),
                                           .maximum = Conductance::from_base(1e3 / kPa)},
                  parameters().at("interface_conductance_LI", "dermis/hypodermis"))
            .base() *
        kPa;
}

Duration read_time(Params& params,
                   std::string_view name,
                   std::string_view meaning,
                   Duration fallback,
                   std::string_view source) {
    return params.read(QuantityKey<Duration>{.name = name,
                                             .meaning = meaning,
                                             .unit = "s",
                                             .minimum = 0.0 * units::s,
                                             .maximum = 7.0 * units::day,
                                             .fallback = fallback,
                                             .source = source});
}

FlowFollowed read_followed(Params& params) {
    FlowFollowed followed;
    followed.relaxation = read_time(params,
                                    "relaxation",
                                    "how long the fluid is followed after the injection",
                                    1.0 * units::h,
                                    "models.md 3.2: at least an hour")
                              .base();
    followed.hand_over = read_time(params,
                                   "hand_over",
                                   "how long after the injection the fluid carries the solute "
                                   "before its profile, at time zero, is given to transport",
                                   1.0 * units::h,
                                   "the fluid has settled; 0 s neglects where it goes")
                             .base();
    followed.depot_share = params.read(NumberKey{.name = "depot_share",
                                                 .meaning = "share of the peak of injectate per "
                                                            "fluid that bounds the depot volume",
                                                 .minimum = 0.01,
                                                 .maximum = 0.99},
                                       parameters().at("depot_share", "all"));
    followed.height_share =
        params.read(NumberKey{.name = "wheal_height_share",
                              .meaning = "share of the fluid column that lifts the skin",
                              .minimum = 0.5,
                              .maximum = 1.0},
                    parameters().at("wheal_height_share_chi_w", "dermis"));
    followed.resolution.front = static_cast<double>(
        params.read(IntegerKey{.name = "cells",
                               .meaning = "cells over the radius within which the depot's edges "
                                          "will lie",
                               .minimum = 10,
                               .maximum = 160,
                               .fallback = 28,
                               .source = "wheals, outreach, pressure and what transport "
                                         "gets within 3 % (GCI), dermis to 100 uL, fat to "
                                         "2 mL"}));
    return followed;
}

}  // namespace

OpeningFlowSettings read_opening_flow(Params& params) {
    OpeningFlowSettings settings;
    settings.law.dermis = read_layer(params, "dermis", "dermis");
    settings.law.hypodermis = read_layer(params, "hypodermis", "hypodermis");
    settings.law.muscle = read_layer(params, "muscle", "hypodermis");
    read_opening(params, settings.law);
    read_exchanges(params, settings.law);
    read_needle(params, settings.law);
    settings.followed = read_followed(params);
    settings.viscosity =
        params
            .read(QuantityKey<Viscosity>{.name = "viscosity",
                                         .meaning = "of the product; above 1 Pa s it is laid as a "
                                                    "gel",
                                         .unit = "mPa s",
                                         .minimum = Viscosity::from_base(1e-7 * kPa),
                                         .maximum = Viscosity::from_base(1.0 * kPa)},
                  parameters().at("viscosity_aqueous", "all"))
            .base() /
        kPa;
    return settings;
}

std::string OpeningFlowSettings::text() const {
    std::string text;
    for (const LayerFlow& flow : {law.dermis, law.hypodermis, law.muscle}) {
        for (const double number : {flow.modulus,
                                    flow.permeability,
                                    flow.exponent,
                                    flow.opening_pressure,
                                    flow.anisotropy,
                                    flow.open_permeability}) {
            text += write_number(number) + " ";
        }
    }
    for (const double number : {law.poisson_ratio,
                                law.size_factor,
                                law.closing_share,
                                law.interface,
                                law.vessel_exchange,
                                law.vessel_limit,
                                law.lymph_exchange,
                                law.lymph_limit,
                                law.track_conductance,
                                law.outlet_radius,
                                law.wait,
                                viscosity,
                                followed.relaxation,
                                followed.hand_over,
                                followed.depot_share,
                                followed.height_share,
                                followed.resolution.front}) {
        text += write_number(number) + " ";
    }
    return text;
}

}  // namespace mesogrid::models
