#pragma once

#include "engine/domain/tissue.hpp"

namespace mesogrid::models {

/// Diffusivity in a kind of layer over that in dermis: 0.3 in the whole epidermis (its junction
/// with the dermis included), 1.5 in the looser hypodermis and muscle. Engineering defaults, grade
/// E.
constexpr double layer_factor(LayerKind kind) {
    switch (kind) {
        case LayerKind::epidermis:
            return 0.3;
        case LayerKind::hypodermis:
        case LayerKind::muscle:
            return 1.5;
        case LayerKind::dermis:
        case LayerKind::other:
            break;
    }
    return 1.0;
}

}  // namespace mesogrid::models
