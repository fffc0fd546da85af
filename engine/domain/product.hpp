#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/amount.hpp"
#include "engine/base/quantity.hpp"

namespace mesogrid {

/// How a depot forms (models.md 1).
enum class FormsAs { liquid, gel };

/// One dissolved substance of a product.
struct Solute {
    std::string name;
    Labelled<Concentration> concentration;  ///< in the injected fluid
    std::optional<MolarMass> molar_mass;
    std::optional<Diffusivity> diffusivity;       ///< stated for dermis; else from the molar mass
    std::optional<Diffusivity> free_diffusivity;  ///< in water, caps the dermal value
    std::optional<Duration> half_life;            ///< stated for every clearing layer
};

/// What is injected.
struct Product {
    std::string name;
    FormsAs forms_as = FormsAs::liquid;
    std::vector<Solute> solutes;
};

}  // namespace mesogrid
