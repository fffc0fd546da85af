#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/depots/opening_law.hpp"

namespace mesogrid::models {

/// A volume and a depth at which an injection is formed for punctures about it.
struct FlowNode {
    double volume = 0.0;  ///< uL
    double depth = 0.0;   ///< mm
    double weight = 0.0;  ///< of its fields in those of the puncture; weights sum to 1
};

/// Where nodes lie: on what is stated, and how far apart. What the shipped distances cost in
/// accuracy is in docs/depots.md.
struct NodeGrid {
    double volume = 1.0;          ///< one of the nodes, uL
    std::optional<double> depth;  ///< likewise, mm
    double growth = 1.2;          ///< of the volume from node to node
    /// Depth between nodes, at most, over the radius of a ball of the node's volume; over the
    /// outlet's radius within three of those from a layer's face; and where the outlet leaves it.
    double depth_share = 0.2;
    double near_share = 1.0;
    double face_share = 0.125;
};

/// The up to four nodes about a puncture, the same for every puncture between them: two volumes,
/// and for each two depths, which part evenly what lies between layer faces, one and three radii of
/// the outlet on either side of those, and the stated depth. Fields are linear between nodes: with
/// weights that make the volumes and the depths those of the puncture, what the nodes hold sums to
/// its volume, and nowhere to more than the injected concentration. The volume is above 0, the
/// depth within the tissue.
std::vector<FlowNode> nodes_about(std::span<const FlowLayer> layers,
                                  const OpeningLaw& law,
                                  double volume,
                                  double depth,
                                  const NodeGrid& grid);

}  // namespace mesogrid::models
