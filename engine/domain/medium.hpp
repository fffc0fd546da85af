#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/raster.hpp"

namespace mesogrid {

/// One layer as one solute sees it (models.md 4.1): diffusivity and clearance already divided by
/// the retardation factor.
struct MediumLayer {
    Length thickness;
    Diffusivity diffusivity;  ///< D / R_f
    Rate clearance;           ///< kappa / R_f; with half_saturation: at low concentration
    double capacity = 1.0;  ///< g = porosity * partition * retardation; A/g and flux are continuous
    /// Clearance saturates: kappa A/(1 + A/A_half), so V_max = kappa A_half (Michaelis-Menten).
    std::optional<Concentration> half_saturation;
    Rate binding;  ///< onto sites that neither move nor fill up, 1/s
    Rate release;  ///< from them
};

/// What varies along the skin in one layer, as a factor on the layer's own value.
struct TissueMap {
    enum class What { diffusivity, clearance, thickness };
    std::size_t layer = 0;
    What what = What::diffusivity;
    Map factor;  ///< linear between its cells' centres, constant beyond them
};

/// Layers from the surface downward, no flux at top and bottom. Where the thickness of layers
/// varies, the last layer takes up what they leave, so the bottom is flat.
struct Medium {
    std::vector<MediumLayer> layers;
    std::vector<TissueMap> maps;

    bool is_laterally_uniform() const { return maps.empty(); }
    /// Is the field linear in the depots?
    bool is_linear() const {
        return std::none_of(layers.begin(), layers.end(), [](const MediumLayer& layer) {
            return layer.half_saturation.has_value();
        });
    }
    bool binds() const {
        return std::any_of(layers.begin(), layers.end(), [](const MediumLayer& layer) {
            return layer.binding > Rate{};
        });
    }
};

}  // namespace mesogrid
