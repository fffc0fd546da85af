#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/amount.hpp"
#include "engine/base/quantity.hpp"
#include "engine/domain/medium.hpp"

namespace mesogrid {

/// What a layer is made of: decides the factors of diffusivity and the group of clearance.
enum class LayerKind { epidermis, dermis, hypodermis, muscle, other };

/// One layer of skin, in the reference (unswollen) frame.
struct Layer {
    std::string name;
    LayerKind kind = LayerKind::other;
    Length thickness;
    double porosity = 1.0;     ///< share of the volume that is fluid the solute reaches, 0 to 1
    double partition = 1.0;    ///< concentration here over concentration in free fluid
    double retardation = 1.0;  ///< total over free amount (reversible binding), at least 1
    /// Diffusivity here over that in dermis, for every solute; none: by the kind of layer.
    std::optional<double> diffusivity_factor;
    std::optional<Diffusivity> diffusivity;  ///< stated for this layer; else from the solute
    std::optional<Rate> clearance;           ///< stated for this layer; else from the clearance law
    /// Amount per tissue volume at which clearance works at half its rate; none: never saturates.
    std::optional<Labelled<Concentration>> half_saturation;
    Rate binding;  ///< onto sites that do not move, beside fast binding (retardation)
    Rate release;
};

/// What varies along the skin in one layer: a grey picture stretched over the target's bounding
/// box, from `black` to `white`, factors on the layer's own value.
struct LayerPicture {
    std::size_t layer = 0;
    TissueMap::What what = TissueMap::What::diffusivity;
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<double> factors;  ///< x fastest, the lowest row of the skin first
};

/// Layers from the skin surface downward; no flux through the surface and under the last layer.
struct Tissue {
    std::vector<Layer> layers;
    std::vector<LayerPicture> maps;

    Length thickness() const;
    /// Depth of the top of layer `index` (index = layers.size(): the bottom of the tissue).
    Length top(std::size_t index) const;
    std::optional<std::size_t> find(const std::string& name) const;
    /// "epidermis | dermis | hypodermis", for messages.
    std::string layer_names() const;
    /// Index of the layer that holds this depth (a boundary belongs to the layer beneath it); none
    /// above the surface or below the last layer. The bottom itself belongs to the last layer.
    std::optional<std::size_t> layer_at(Length depth) const;
};

}  // namespace mesogrid
