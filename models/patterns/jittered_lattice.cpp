#include "models/patterns/jittered_lattice.hpp"

#include <cmath>
#include <numbers>

#include "engine/base/random.hpp"

namespace mesogrid::models {
namespace {

double number(std::uint64_t seed, const LatticeSite& site, std::uint32_t which) {
    return uniform_random({.seed = seed,
                           .puncture = static_cast<std::uint32_t>(site.column),
                           .purpose = RandomPurpose::pattern,
                           .index = 2U * static_cast<std::uint32_t>(site.row) + which});
}

}  // namespace

JitteredLattice JitteredLattice::read(Params& params) {
    const Length spacing =
        params.read(spacing_key("spacing", "distance between neighbours of the lattice"));
    const double jitter = params.read(NumberKey{
        .name = "jitter",
        .meaning = "radius of the random step, as a share of the spacing; part of the design, not "
                   "an error of the hand",
        .minimum = 0.0,
        .maximum = 0.45});
    const std::size_t lattice = params.read(ChoiceKey{.name = "lattice",
                                                      .meaning = "the lattice before the steps",
                                                      .words = {"square", "hexagonal"},
                                                      .fallback = 0,
                                                      .source = "square"});
    if (lattice == 0) return {{.step = spacing, .row_step = spacing}, jitter};
    return {
        {.step = spacing, .row_step = 0.5 * std::numbers::sqrt3 * spacing, .shift = RowShift::half},
        jitter};
}

std::vector<Point> JitteredLattice::positions(const PatternArea& area) const {
    const double reach = jitter_ * lattice_.step.base();
    std::vector<Point> points;
    for (const LatticeSite& site : lattice_sites(lattice_, area)) {
        const bool anchored = area.anchor && site.column == 0 && site.row == 0;
        const double radius = anchored ? 0.0 : reach * std::sqrt(number(area.seed, site, 0));
        const double angle = 2.0 * std::numbers::pi * number(area.seed, site, 1);
        points.push_back(site.position + Point{radius * std::cos(angle), radius * std::sin(angle)});
    }
    return points;
}

}  // namespace mesogrid::models
