#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/domain/product.hpp"
#include "engine/domain/tissue.hpp"
#include "engine/format/toml.hpp"
#include "engine/interfaces/catalog.hpp"

namespace mesogrid::contracts {

/// Solutes of which everything is known, from water-like to antibody-like.
inline std::vector<Solute> known_solutes() {
    std::vector<Solute> solutes;
    for (const double dalton : {18.0, 300.0, 5800.0, 66e3, 150e3, 2e6}) {
        solutes.push_back({.name = "known",
                           .molar_mass = dalton * units::dalton,
                           .diffusivity = 10.0 * units::um2_per_s,
                           .half_life = 1.0 * units::h});
    }
    return solutes;
}

inline std::vector<Layer> layers_of_every_kind() {
    std::vector<Layer> layers;
    for (const LayerKind kind : {LayerKind::epidermis,
                                 LayerKind::dermis,
                                 LayerKind::hypodermis,
                                 LayerKind::muscle,
                                 LayerKind::other}) {
        layers.push_back({.name = "layer", .kind = kind, .thickness = 1.0 * units::mm});
    }
    return layers;
}

/// Builds a row's model from its own example; null, with a failed test, when that is refused.
template <class Interface>
std::shared_ptr<const Interface> read_example(const CatalogRow<Interface>& row) {
    try {
        Params params(parse_toml(row.example, row.name + ".example"));
        auto model = read_model(params, Catalog<Interface>{row}, "kind", "the model");
        params.finish();
        EXPECT_FALSE(row.summary.empty());
        return model;
    } catch (const InputError& problem) {
        ADD_FAILURE() << row.name << " cannot read its own example: " << problem.what();
        return nullptr;
    }
}

}  // namespace mesogrid::contracts
