#include "models/depots/flow_neighbours.hpp"

#include <algorithm>
#include <cmath>

namespace mesogrid::models {

double areal_density(const FormedFlow& flow, double r) {
    const auto above = std::upper_bound(flow.radii.begin(), flow.radii.end(), r);
    if (above == flow.radii.end()) return 0.0;
    return flow.carried *
           flow.areal_share[static_cast<std::size_t>(above - flow.radii.begin()) - 1];
}

FlowNeighbours::FlowNeighbours(std::span<const FormedPuncture> punctures) : punctures_(punctures) {
    for (const FormedPuncture& p : punctures) width_ = std::max(width_, 2.0 * p.flow->outreach);
    for (std::size_t i = 0; i < punctures.size(); ++i) bins_[bin_of(punctures[i])].push_back(i);
}

FlowNeighbours::Bin FlowNeighbours::bin_of(const FormedPuncture& p) const {
    return {p.session,
            std::lround(std::floor(p.position.x / width_)),
            std::lround(std::floor(p.position.y / width_))};
}

std::vector<std::size_t> FlowNeighbours::of(std::size_t index) const {
    const FormedPuncture& own = punctures_[index];
    const Bin at = bin_of(own);
    std::vector<std::size_t> found;
    for (long x = at.x - 1; x <= at.x + 1; ++x) {
        for (long y = at.y - 1; y <= at.y + 1; ++y) {
            const auto bin = bins_.find({at.session, x, y});
            if (bin == bins_.end()) continue;
            for (const std::size_t i : bin->second) {
                const FormedPuncture& other = punctures_[i];
                const double near = own.flow->outreach + other.flow->outreach;
                if (i != index && distance(own.position, other.position) < near) found.push_back(i);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::vector<std::size_t>> FlowNeighbours::groups() const {
    std::vector<char> seen(punctures_.size(), 0);
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t first = 0; first < punctures_.size(); ++first) {
        if (seen[first]) continue;
        seen[first] = 1;
        std::vector<std::size_t> group = {first};
        for (std::size_t next = 0; next < group.size(); ++next) {
            for (const std::size_t i : of(group[next])) {
                if (seen[i]) continue;
                seen[i] = 1;
                group.push_back(i);
            }
        }
        if (group.size() < 2) continue;
        std::sort(group.begin(), group.end());
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace mesogrid::models
