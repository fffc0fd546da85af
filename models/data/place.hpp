#pragma once

#include <string_view>

#include "engine/domain/tissue.hpp"

namespace mesogrid::models {

/// The place of a kind of layer in the parameter table; a layer of another kind counts as
/// `otherwise`.
constexpr std::string_view place_of(LayerKind kind, std::string_view otherwise) {
    switch (kind) {
        case LayerKind::epidermis:
            return "epidermis";
        case LayerKind::dermis:
            return "dermis";
        case LayerKind::hypodermis:
            return "hypodermis";
        case LayerKind::muscle:
            return "muscle";
        case LayerKind::other:
            break;
    }
    return otherwise;
}

}  // namespace mesogrid::models
