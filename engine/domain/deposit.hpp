#pragma once

#include <string>
#include <vector>

#include "engine/base/quantity.hpp"

namespace mesogrid {

/// Where the fluid that was asked for lies when the depots have formed, before any transport. The
/// solutes are dissolved in it, so their shares are the same.
struct Deposit {
    struct InLayer {
        std::string layer;
        Volume volume;
    };

    Volume asked;
    Volume leaked;                ///< over the skin surface, before or while the depots formed
    Volume absorbed;              ///< taken up before it was deposited
    Volume on_target;             ///< in the target layer, within the outline
    Volume lateral;               ///< in the target layer, beside the outline
    Volume beneath;               ///< in muscle that the tissue does not name
    std::vector<InLayer> layers;  ///< all that lies in each layer of the tissue
    std::string target_layer;

    /// What lies in other layers than the target's.
    Volume wrong_layer() const {
        Volume sum = beneath;
        for (const InLayer& in : layers) {
            if (in.layer != target_layer) sum += in.volume;
        }
        return sum;
    }
};

}  // namespace mesogrid
