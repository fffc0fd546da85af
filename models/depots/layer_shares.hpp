#pragma once

#include <cstddef>
#include <optional>

#include "engine/domain/tissue.hpp"

namespace mesogrid::models {

/// A straight stretch of the outlet's depth, mm: equal ends are a point.
struct DepthStretch {
    double from = 0.0;
    double to = 0.0;
};

/// Where the fluid of an outlet of finite span goes (models.md 2.3). The parts sum to 1.
struct LayerShares {
    double surface = 0.0;    ///< above the skin
    double epidermis = 0.0;  ///< goes to the top of the dermis
    double dermis = 0.0;     ///< of its own; with `epidermis` the lens
    double hypodermis = 0.0;
    double muscle = 0.0;       ///< of a layer of that name
    double wrong_layer = 0.0;  ///< into the muscle beneath a tissue that names none: not carried

    double lens() const { return epidermis + dermis; }
};

/// The layers a depot can form in, with their places.
class DepotLayers {
public:
    struct Place {
        std::size_t index = 0;
        double top = 0.0;
        double thickness = 0.0;
        double bottom() const { return top + thickness; }
    };

    /// Finds the layers by kind.
    explicit DepotLayers(const Tissue& tissue);

    const std::optional<Place>& dermis() const { return dermis_; }
    const std::optional<Place>& hypodermis() const { return hypodermis_; }
    const std::optional<Place>& muscle() const { return muscle_; }

    /// Mean shares over a stretch of outlet depths for an outlet of `span`: the overlap of
    /// [z - span/2, z + span/2] with each layer over the span. What lies beneath a tissue without
    /// hypodermis goes to the dermis, else to the muscle. Throws InputError where the outlet
    /// reaches a layer that is none of epidermis, dermis, hypodermis and muscle (E0341), or where
    /// the fluid would go to the dermis and there is none (E0340).
    LayerShares shares(DepthStretch stretch, double span) const;

private:
    const Tissue& tissue_;
    std::optional<Place> dermis_;
    std::optional<Place> hypodermis_;
    std::optional<Place> muscle_;
};

}  // namespace mesogrid::models
