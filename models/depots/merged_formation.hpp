#pragma once

#include <span>
#include <vector>

#include "engine/base/progress.hpp"

#include "models/depots/merged_columns.hpp"
#include "models/depots/merged_grid.hpp"
#include "models/depots/opening_formation.hpp"

namespace mesogrid::models {

/// A group of injections, one after the other in their order, followed and read together.
struct MergedFlow {
    /// Readings of each puncture, without shape, rings and history. Its wheal is the part of the
    /// group's that lies nearer to it than to another one, as the disc of the same area, 10 s after
    /// the last injection; its height is at its own axis.
    std::vector<FormedFlow> punctures;
    std::vector<Columns> columns;     ///< of each, at the hand-over
    std::vector<double> bands;        ///< faces of the columns' bands of depth, mm
    std::vector<FlowMoment> history;  ///< of the injection that goes on, or went on last
    double fluid_error = 0.0;         ///< as in FormedFlow, of the group
    double solute_error = 0.0;        ///< the largest of a puncture
    std::size_t cells = 0;            ///< of the box
    FlowEffort effort;
};

/// Injects one after the other, each when the one before has ended (and, where its track leaks, the
/// needle is out), lets relax until the hand-over, counted from the end of the last injection, and
/// reads. Single threaded. Throws as FlowProcess::step.
MergedFlow form_merged(std::span<const FlowLayer> layers,
                       const OpeningLaw& law,
                       std::span<const GroupMember> members,
                       const FlowFollowed& followed,
                       Progress progress = {});

/// Cells of the group's box times its injections: what its solution costs goes with it.
double merging_work(std::span<const FlowLayer> layers,
                    const OpeningLaw& law,
                    std::span<const GroupMember> members,
                    const FlowResolution& resolution);

}  // namespace mesogrid::models
