#include "engine/run/puncture_table.hpp"

#include <cstdint>

#include "engine/base/parallel.hpp"
#include "engine/geometry/edge_policy.hpp"

namespace mesogrid {
namespace {

/// Target area of what a puncture reaches alone, split by who else reaches it.
struct ReachAreas {
    double unique = 0.0;  ///< mm2 no other puncture reaches
    double shared = 0.0;

    bool known = true;  ///< false where no puncture has a share of its own

    std::optional<double> only(double area) const {
        return known ? std::optional(area) : std::nullopt;
    }
    double all() const { return unique + shared; }
    /// Nothing reached: no share of it is redundant.
    std::optional<double> redundancy() const {
        return known && all() > 0.0 ? std::optional(shared / all()) : std::nullopt;
    }
};

ReachAreas areas_of(const Reach& reach,
                    const TargetSampling& sampling,
                    const std::vector<std::uint32_t>& multiplicity) {
    ReachAreas areas;
    for (const SampleRun run : reach.samples) {
        for (std::uint32_t s = run.first; s < run.last; ++s) {
            (multiplicity[s] == 1 ? areas.unique : areas.shared) += sampling.samples()[s].area;
        }
    }
    return areas;
}

std::vector<Outline> territories_of(const std::vector<Puncture>& punctures, const Target& target) {
    std::vector<Point> positions;
    positions.reserve(punctures.size());
    for (const Puncture& puncture : punctures) positions.push_back(puncture.position);
    return territories(positions, target.outline);
}

std::vector<PunctureTable::Column> columns() {
    return {{"id", "1"},
            {"session", "1"},
            {"x", "mm"},
            {"y", "mm"},
            {"depth", "mm"},
            {"volume_asked", "uL"},
            {"volume_delivered", "uL"},
            {"volume_leaked", "uL"},
            {"reach_area", "mm2"},
            {"unique_area", "mm2"},
            {"shared_area", "mm2"},
            {"territory_area", "mm2"},
            {"marginal_coverage", "%"},
            {"redundancy", "1"}};
}

/// Percent of the target lost without the puncture; none where shares do not add up.
std::optional<double> marginal_coverage(const Reach& reach, double target_area) {
    if (!reach.marginal_area) return std::nullopt;
    return 100.0 * *reach.marginal_area / target_area;
}

}  // namespace

PunctureTable puncture_table(const std::vector<Puncture>& punctures,
                             const Target& target,
                             const TargetSampling& sampling,
                             const Reaches& reaches) {
    std::vector<ReachAreas> areas(punctures.size());
    const bool known = !reaches.of_puncture.empty();
    parallel_for(punctures.size(), [&](std::size_t i) {
        areas[i].known = known;
        if (!known) return;
        areas[i] = areas_of(reaches.of_puncture[i], sampling, reaches.multiplicity);
    });
    const std::vector<Outline> cells = territories_of(punctures, target);
    const double target_area = sampling.area(Region::whole);
    PunctureTable table{columns(), {}};
    for (std::size_t i = 0; i < punctures.size(); ++i) {
        const Puncture& p = punctures[i];
        table.rows.push_back(
            {static_cast<double>(p.id),
             static_cast<double>(p.session),
             p.position.x,
             p.position.y,
             p.depth.base(),
             p.volume_asked.base(),
             p.volume_delivered().base(),
             p.volume_leaked.base(),
             areas[i].only(areas[i].all()),
             areas[i].only(areas[i].unique),
             areas[i].only(areas[i].shared),
             cells[i].area(),
             known ? marginal_coverage(reaches.of_puncture[i], target_area) : std::nullopt,
             areas[i].redundancy()});
    }
    return table;
}

}  // namespace mesogrid
