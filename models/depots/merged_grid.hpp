#pragma once

#include <span>
#include <vector>

#include "engine/geometry/point.hpp"

#include "models/depots/opening_process.hpp"

namespace mesogrid::models {

/// One injection of a group that is solved together.
struct GroupMember {
    Point position;  ///< mm
    Injection injection;
};

/// The box of a group: cells twice as wide as those of a depot's rings about every outlet and as
/// far as the edges will lie, coarser beyond to where pressure no longer reaches; rows on the faces
/// of the layers. Every outlet lies in the tissue, some layer lets fluid through.
BoxGrid merged_box(std::span<const FlowLayer> layers,
                   const OpeningLaw& law,
                   std::span<const GroupMember> members,
                   const FlowResolution& resolution,
                   std::vector<std::size_t>& layer_of_row);

/// The same with its layers; sources are those of the members, see placed_in().
FlowGridOn<BoxGrid> merged_grid(std::span<const FlowLayer> layers,
                                const OpeningLaw& law,
                                std::span<const GroupMember> members,
                                const FlowResolution& resolution);

/// One member in that grid; `moved`: the share of its outlet in layers that take nothing.
Placed placed_in(const FlowGridOn<BoxGrid>& flow,
                 std::span<const FlowLayer> layers,
                 const OpeningLaw& law,
                 const GroupMember& member,
                 double& moved);

}  // namespace mesogrid::models
