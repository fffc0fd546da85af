#pragma once

#include <vector>

#include "models/depots/opening_keys.hpp"

#include "tests/support/formation.hpp"

/// The shipped opening flow in cheek skin.
namespace mesogrid::support {

inline models::OpeningFlowSettings shipped_flow(const std::string& text = "wait = \"3 s\"") {
    Params params(parse_toml(text, "test"));
    models::OpeningFlowSettings settings = models::read_opening_flow(params);
    params.finish();
    return settings;
}

/// Porosities as parameters.csv has them.
inline Formation porous_skin(double dermis = 1.3, double hypodermis = 4.5) {
    Formation skin;
    skin.tissue.layers[0].porosity = 0.4;
    skin.tissue.layers[1].porosity = 0.4;
    skin.tissue.layers[2].porosity = 0.15;
    skin.tissue.layers[1].thickness = dermis * units::mm;
    skin.tissue.layers[2].thickness = hypodermis * units::mm;
    return skin;
}

struct FlowCase {
    double volume = 20.0;
    double rate = 4.0;
    double depth = 0.7;
    Formation skin = porous_skin();
};

inline models::FormedFlow formed(const models::OpeningFlowSettings& settings,
                                 const FlowCase& flow = {}) {
    const auto layers = models::flow_layers(settings.law, flow.skin.tissue);
    return models::form_flow(layers,
                             settings.law,
                             {.volume = flow.volume,
                              .rate = flow.rate,
                              .viscosity = settings.viscosity,
                              .depth = flow.depth},
                             settings.followed);
}

}  // namespace mesogrid::support
