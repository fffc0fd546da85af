#include "models/depots/merging.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/units.hpp"

#include "models/depots/column_shape.hpp"

namespace mesogrid::models {
namespace {

/// Cells of the box times injections that a run may take, and what each costs about, s.
constexpr double kMostWork = 6e6;
constexpr double kCost = 3.2e-4;
/// Positions are told apart to this, mm, so that equal groups elsewhere are one.
constexpr double kPlace = 1e-6;

/// A group that waits for its solution.
struct Pending {
    std::string key;
    std::vector<GroupMember> members;
};

Pending pending_of(std::span<const MergingPuncture> punctures,
                   std::span<const std::size_t> indices) {
    Pending pending{.key = "merged", .members = {}};
    const Point origin = punctures[indices.front()].alone.position;
    for (const std::size_t i : indices) {
        const Point apart = punctures[i].alone.position - origin;
        const Point at{kPlace * std::round(apart.x / kPlace),
                       kPlace * std::round(apart.y / kPlace)};
        pending.key +=
            " | " + write_number(at.x) + " " + write_number(at.y) + " " + punctures[i].class_key;
        pending.members.push_back({at, punctures[i].injection});
    }
    return pending;
}

void require_reasonable(const Pending& pending,
                        std::span<const FlowLayer> layers,
                        const OpeningLaw& law,
                        const FlowResolution& resolution) {
    const double work = merging_work(layers, law, pending.members, resolution);
    if (work <= kMostWork) return;
    const auto injections = static_cast<double>(pending.members.size());
    throw RefusedError(Diagnostic{
        .code = 347,
        .key = "depot.merging",
        .given = "true",
        .problem = fmt::format("{} punctures meet one another and would be solved together: {:.2g} "
                               "cells times {} injections, about {:.2g} h",
                               pending.members.size(),
                               work / injections,
                               pending.members.size(),
                               work * kCost / 3600.0),
        .allowed = fmt::format("cells times injections up to {:.0e}", kMostWork),
        .suggestion = "merging = false, a larger pitch, a smaller volume or fewer depot.cells"});
}

double largest_shift(const MergedFlow& flow, std::span<const GroupMember> members) {
    double largest = 0.0;
    for (std::size_t m = 0; m < members.size(); ++m) {
        Point moment;
        double volume = 0.0;
        for (const ColumnPart& part : flow.columns[m].parts) {
            moment = moment + part.volume * part.axis;
            volume += part.volume;
        }
        largest = std::max(largest, distance((1.0 / volume) * moment, members[m].position));
    }
    return largest;
}

}  // namespace

std::shared_ptr<const MergedGroup> Merging::find(const std::string& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = solved_.find(key);
    return found == solved_.end() ? nullptr : found->second;
}

std::vector<MergedGroup> Merging::groups(std::span<const MergingPuncture> punctures,
                                         std::span<const FlowLayer> layers,
                                         const OpeningLaw& law,
                                         const FlowFollowed& followed,
                                         Progress progress) {
    std::vector<FormedPuncture> alone;
    alone.reserve(punctures.size());
    for (const MergingPuncture& puncture : punctures) alone.push_back(puncture.alone);
    const std::vector<std::vector<std::size_t>> lists = FlowNeighbours(alone).groups();
    std::vector<std::string> keys;
    std::map<std::string, Pending> missing;
    for (const std::vector<std::size_t>& list : lists) {
        Pending pending = pending_of(punctures, list);
        keys.push_back(pending.key);
        if (find(pending.key) || missing.count(pending.key) > 0) continue;
        require_reasonable(pending, layers, law, followed.resolution);
        missing.emplace(pending.key, std::move(pending));
    }
    std::vector<const Pending*> work;
    work.reserve(missing.size());
    for (const auto& entry : missing) work.push_back(&entry.second);
    ProgressCount count_done(progress, work.size());
    parallel_for(work.size(), [&](std::size_t g) {
        const Progress own = work.size() == 1 ? progress : Progress();
        MergedGroup made;
        made.flow = std::make_shared<const MergedFlow>(
            form_merged(layers, law, work[g]->members, followed, own));
        made.shift = largest_shift(*made.flow, work[g]->members);
        {
            const std::lock_guard lock(mutex_);
            solved_.emplace(work[g]->key, std::make_shared<const MergedGroup>(std::move(made)));
        }
        count_done.step();
    });
    std::vector<MergedGroup> groups;
    for (std::size_t g = 0; g < lists.size(); ++g) {
        MergedGroup group = *find(keys[g]);
        group.punctures = lists[g];
        group.origin = alone[lists[g].front()].position;
        groups.push_back(std::move(group));
    }
    return groups;
}

GroupPlace place_of(std::span<const MergedGroup> groups, std::size_t puncture) {
    for (const MergedGroup& group : groups) {
        const auto found =
            std::lower_bound(group.punctures.begin(), group.punctures.end(), puncture);
        if (found == group.punctures.end() || *found != puncture) continue;
        return {&group, static_cast<std::size_t>(found - group.punctures.begin())};
    }
    return {};
}

std::vector<std::string> merging_notes(std::span<const MergedGroup> groups, std::size_t punctures) {
    if (groups.empty()) return {"depots merged: none, for no puncture meets a neighbour"};
    std::size_t merged = 0;
    const MergedGroup* largest = &groups.front();
    double shift = 0.0;
    for (const MergedGroup& group : groups) {
        merged += group.punctures.size();
        if (group.punctures.size() > largest->punctures.size()) largest = &group;
        shift = std::max(shift, group.shift);
    }
    return {fmt::format(
        "depots merged: {} of {} punctures meet neighbours of the same session and were solved "
        "together with them in space, in the order of injection: {} group{}, the largest of {} "
        "punctures on {} cells in {} steps. The centres of what they leave lie up to {:.2g} mm "
        "from their axes. Their marginal coverage is not known: without one of them the others "
        "would lie elsewhere",
        merged,
        punctures,
        groups.size(),
        groups.size() == 1 ? "" : "s",
        largest->punctures.size(),
        largest->flow->cells,
        largest->flow->effort.steps,
        shift)};
}

std::vector<Depot> merged_depots(const MergedGroup& group,
                                 std::size_t member,
                                 std::size_t puncture) {
    const Columns& columns = group.flow->columns[member];
    const std::vector<double>& bands = group.flow->bands;
    std::map<std::size_t, std::shared_ptr<const DepotShape>> shapes;
    std::vector<Depot> depots;
    for (const ColumnPart& part : columns.parts) {
        const double top = bands[part.band];
        const double bottom = bands[part.band + 1];
        std::shared_ptr<const DepotShape>& shape = shapes[part.band];
        if (!shape) shape = std::make_shared<const ColumnShape>(columns.spacing, top, bottom);
        depots.push_back({.puncture = puncture,
                          .axis = group.origin + part.axis,
                          .fluid = Volume::from_base(part.volume),
                          .shape = shape,
                          .class_key = "column " + write_number(columns.spacing) + " " +
                                       write_number(top) + " " + write_number(bottom)});
    }
    return depots;
}

}  // namespace mesogrid::models
