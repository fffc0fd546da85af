#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.hpp"

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
};

/// Layers from the skin surface downward; no flux through the surface and under the last layer.
struct Tissue {
    std::vector<Layer> layers;

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
