#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"

#include "models/depots/flow_neighbours.hpp"
#include "models/depots/merged_formation.hpp"

namespace mesogrid::models {

/// A puncture that may meet others.
struct MergingPuncture {
    FormedPuncture alone;
    Injection injection;
    std::string class_key;  ///< of it alone: all that it depends on but its neighbours
};

/// Punctures that meet, solved together.
struct MergedGroup {
    std::vector<std::size_t> punctures;  ///< indices into those that were given, in their order
    std::shared_ptr<const MergedFlow> flow;
    Point origin;  ///< of the solution's coordinates: the first puncture, mm
    /// Largest distance of a member's injectate from its axis, centre to axis, mm.
    double shift = 0.0;
};

/// Groups by all that their solution depends on: each is solved once, several at a time. Safe to
/// use from several threads.
class Merging {
public:
    /// The groups among these punctures; a puncture that meets nobody is in none. Throws
    /// RefusedError (E0347) for a group whose solution would take unreasonably long.
    std::vector<MergedGroup> groups(std::span<const MergingPuncture> punctures,
                                    std::span<const FlowLayer> layers,
                                    const OpeningLaw& law,
                                    const FlowFollowed& followed,
                                    Progress progress);

private:
    std::shared_ptr<const MergedGroup> find(const std::string& key) const;

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const MergedGroup>> solved_;
};

/// Where a puncture is solved with others; no group where it is not.
struct GroupPlace {
    const MergedGroup* group = nullptr;
    std::size_t member = 0;
};
GroupPlace place_of(std::span<const MergedGroup> groups, std::size_t puncture);

/// What a reader of the result must know about groups among `punctures` punctures.
std::vector<std::string> merging_notes(std::span<const MergedGroup> groups, std::size_t punctures);

/// Depots of one member of a group, as columns with shapes that all groups share; `puncture`: its
/// index in the run.
std::vector<Depot> merged_depots(const MergedGroup& group,
                                 std::size_t member,
                                 std::size_t puncture);

}  // namespace mesogrid::models
