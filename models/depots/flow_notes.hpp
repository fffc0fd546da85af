#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/depots/flow_neighbours.hpp"

namespace mesogrid::models {

/// Neighbours within one session whose distance is below the sum of their outreaches.
struct Meeting {
    std::size_t punctures = 0;  ///< that have such a neighbour
    /// Estimated error of superposing them: the part of all injectate that lies where more than one
    /// depot is at the hand-over, beyond the densest one, (1/sum V) integral of (sum q_i - max q_i)
    /// dA, by 512 points of equal fluid in each depot. A merged group holds no more per
    /// area than its densest depot, so this part would lie elsewhere.
    double misplaced = 0.0;
};
Meeting meeting_of(std::span<const FormedPuncture> punctures);

/// What a reader of the result must know about these injections; of those that meet only where they
/// are not `merged`.
std::vector<std::string> flow_notes(std::span<const FormedPuncture> punctures, bool merged);

}  // namespace mesogrid::models
