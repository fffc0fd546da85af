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

struct Range {
    double least = 0.0;
    double most = 0.0;
};

/// Reads keys of one table; what is not written is a row of parameters.csv: `row` of `material`.
class Keys {
public:
    Keys(Params& params, std::string_view material) : params_(params), material_(material) {}

    double number(std::string_view name,
                  std::string_view meaning,
                  Range range,
                  std::string_view row) {
        return params_.read(
            NumberKey{
                .name = name, .meaning = meaning, .minimum = range.least, .maximum = range.most},
            data(row));
    }
    double pressure(std::string_view name,  // kPa
                    std::string_view meaning,
                    Range range,
                    std::string_view row) {
        return quantity<Pressure>(
                   name, meaning, "kPa", {range.least * kPa, range.most * kPa}, row) /
               kPa;
    }
    double area(std::string_view name, std::string_view meaning, std::string_view row) {  // mm2
        return quantity<Area>(name, meaning, "m2", {1e-15, 1e-1}, row);
    }
    double exchange(std::string_view name,  // 1/(kPa s)
                    std::string_view meaning,
                    std::string_view row) {
        return quantity<Exchange>(name, meaning, "1/(kPa s)", {0.0, 1.0 / kPa}, row) * kPa;
    }
    /// In base units, as the range is.
    template <class Q>
    double quantity(std::string_view name,
                    std::string_view meaning,
                    std::string_view unit,
                    Range range,
                    std::string_view row) {
        return params_
            .read(QuantityKey<Q>{.name = name,
                                 .meaning = meaning,
                                 .unit = unit,
                                 .minimum = Q::from_base(range.least),
                                 .maximum = Q::from_base(range.most)},
                  data(row))
            .base();
    }

private:
    const Parameter& data(std::string_view row) const { return parameters().at(row, material_); }

    Params& params_;
    std::string_view material_;
};

LayerFlow read_layer(Params& depot, std::string_view name, std::string_view opened_like) {
    Params params = depot.group({.name = name,
                                 .meaning = "how this kind of layer stores fluid, lets it through "
                                            "and opens",
                                 .required = false});
    Keys keys(params, name);
    LayerFlow flow;
    flow.modulus = keys.pressure(
        "modulus", "confined modulus of intact tissue", {0.1, 1e5}, "confined_modulus");
    flow.permeability =
        keys.area("permeability",
                  "permeability of intact tissue at rest (geometric mean of its directions)",
                  "permeability_k0");
    flow.exponent = keys.number("permeability_exponent",
                                "growth of the permeability of intact tissue, exp(m p/modulus)",
                                {0.0, 20.0},
                                "permeability_exponent_m");
    flow.opening_pressure = keys.pressure(
        "opening_pressure", "pressure at which tissue opens", {0.1, 1e4}, "opening_pressure");
    flow.anisotropy = keys.number("anisotropy",
                                  "lateral over vertical permeability",
                                  {0.01, 100.0},
                                  "permeability_ratio_lateral_vertical");
    flow.open_permeability = Keys(params, opened_like)
                                 .area("open_permeability",
                                       "permeability between open cells; numerical: raised where "
                                       "it would take 2 % of the opening pressure",
                                       "opened_permeability_Kc");
    return flow;
}

void read_opening(Params& params, OpeningLaw& law) {
    Keys keys(params, "all");
    law.poisson_ratio =
        keys.number("poisson_ratio", "of tissue around an opening", {0.0, 0.49}, "poisson_ratio");
    law.size_factor = keys.number("size_factor",
                                  "volume of an opening over that of a penny-shaped crack, times "
                                  "16/(3 pi)",
                                  {0.0, 100.0},
                                  "opening_size_factor_chi_o");
    law.closing_share = keys.number("closing_share",
                                    "share of the opening pressure beneath which tissue closes",
                                    {0.0, 0.9},
                                    "opening_closure_fraction");
    law.interface = kPa * Keys(params, "dermis/hypodermis")
                              .quantity<Conductance>("interface_conductance",
                                                     "of the rim between dermis and hypodermis",
                                                     "mm/(kPa s)",
                                                     {1e-12 / kPa, 1e3 / kPa},
                                                     "interface_conductance_LI");
}

void read_exchanges(Params& params, OpeningLaw& law) {
    Keys keys(params, "all");
    law.vessel_exchange = keys.exchange("vessel_exchange",
                                        "water that vessels take up per tissue volume and pressure",
                                        "exchange_surface_LpSV");
    law.vessel_limit = keys.pressure("vessel_limit",
                                     "pressure beyond which vessels take up no more",
                                     {0.0, 1e3},
                                     "exchange_vessel_limit");
    law.lymph_exchange = keys.exchange("lymph_exchange",
                                       "water that lymph takes up per tissue volume and pressure",
                                       "exchange_lymph_LpLSLV");
    law.lymph_limit = keys.pressure("lymph_limit",
                                    "pressure beyond which lymph takes up no more",
                                    {0.0, 1e3},
                                    "exchange_lymph_limit");
    law.track_conductance = keys.exchange("track_conductance",
                                          "leak along the needle's track per volume and pressure "
                                          "while the needle is in",
                                          "needle_track_conductance_Gt");
}

void read_needle(Params& params, OpeningLaw& law) {
    Keys keys(params, "needle");
    law.outlet_radius = keys.quantity<Length>("outlet_radius",
                                              "radius of the ball about the outlet in which the "
                                              "fluid enters",
                                              "mm",
                                              {0.01, 1.0},
                                              "outlet_radius");
    law.wait = keys.quantity<Duration>("wait",
                                       "how long the needle stays in after the injection; acts "
                                       "with a track",
                                       "s",
                                       {0.0, 600.0},
                                       "needle_wait_time");
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
    followed.depot_share = Keys(params, "all")
                               .number("depot_share",
                                       "share of the peak of injectate per fluid that bounds the "
                                       "depot volume",
                                       {0.01, 0.99},
                                       "depot_share");
    followed.height_share = Keys(params, "dermis")
                                .number("wheal_height_share",
                                        "share of the fluid column that lifts the skin",
                                        {0.5, 1.0},
                                        "wheal_height_share_chi_w");
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
    settings.viscosity = Keys(params, "all")
                             .quantity<Viscosity>("viscosity",
                                                  "of the product; above 1 Pa s it is laid as a "
                                                  "gel",
                                                  "mPa s",
                                                  {1e-7 * kPa, 1.0 * kPa},
                                                  "viscosity_aqueous") /
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
