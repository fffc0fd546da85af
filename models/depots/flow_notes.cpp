#include "models/depots/flow_notes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "engine/base/parallel.hpp"

namespace mesogrid::models {
namespace {

constexpr std::size_t kPoints = 512;
/// Growth of the radius that holds 90 % of the injectate which a reader should know of.
constexpr double kCarriedOn = 1.1;
/// Before the hand-over it is told only where it is large.
constexpr double kCarriedFar = 1.5;
constexpr double kGolden = 0.61803398874989485;

/// Radii that part the injectate into equal parts, at the middle of each.
std::vector<double> equal_radii(const FormedFlow& flow) {
    std::vector<double> radii;
    double within = 0.0;
    std::size_t ring = 0;
    for (std::size_t n = 0; n < kPoints; ++n) {
        const double wanted = (static_cast<double>(n) + 0.5) / kPoints;
        const auto area = [&](std::size_t i) {
            return std::numbers::pi * (flow.radii[i + 1] - flow.radii[i]) *
                   (flow.radii[i + 1] + flow.radii[i]);
        };
        while (ring + 1 < flow.areal_share.size() &&
               within + flow.areal_share[ring] * area(ring) < wanted) {
            within += flow.areal_share[ring] * area(ring);
            ++ring;
        }
        const double share = flow.areal_share[ring] * area(ring);
        const double part = share > 0.0 ? std::min(1.0, (wanted - within) / share) : 0.0;
        const double a = flow.radii[ring] * flow.radii[ring];
        const double b = flow.radii[ring + 1] * flow.radii[ring + 1];
        radii.push_back(std::sqrt(a + part * (b - a)));
    }
    return radii;
}

/// Notes once at how many punctures value(flow) is above 0, with the largest value.
template <class Value>
void note_where(std::span<const FormedPuncture> punctures,
                Value&& value,
                std::string_view text,
                std::vector<std::string>& notes) {
    std::size_t count = 0;
    double most = 0.0;
    for (const FormedPuncture& puncture : punctures) {
        const double found = value(*puncture.flow);
        if (found > 0.0) ++count;
        most = std::max(most, found);
    }
    if (count == 0) return;
    notes.push_back(fmt::format("at {} of {} punctures ", count, punctures.size()) +
                    fmt::format(fmt::runtime(text), most));
}

/// Fluid that does not stay, or not where the outlet is.
void note_losses(std::span<const FormedPuncture> punctures, std::vector<std::string>& notes) {
    note_where(
        punctures,
        [](const FormedFlow& flow) { return 100.0 * flow.above_skin; },
        "{:.3g} % of the fluid leaves the outlet above the skin: booked as leaked",
        notes);
    note_where(
        punctures,
        [](const FormedFlow& flow) { return 100.0 * flow.moved; },
        "{:.3g} % of the outlet lies in epidermis, which takes no fluid: it enters the layer "
        "beneath",
        notes);
    note_where(
        punctures,
        [](const FormedFlow& flow) { return 100.0 * flow.leaked / (flow.carried + flow.leaked); },
        "up to {:.3g} % of the injectate runs out along the needle's track: booked as leaked",
        notes);
}

/// Solute that the fluid carries on after the injection.
void note_spread(std::span<const FormedPuncture> punctures, std::vector<std::string>& notes) {
    note_where(
        punctures,
        [](const FormedFlow& flow) {
            return flow.later_radius > kCarriedOn * flow.radius_90 ? flow.later_radius : 0.0;
        },
        "the fluid that settles carries the solute on after transport has taken over: 90 % would "
        "come to lie within {:.3g} mm; depot.hand_over = \"1 h\" (the default) includes that",
        notes);
    note_where(
        punctures,
        [](const FormedFlow& flow) {
            return flow.radius_90 > kCarriedFar * flow.early_radius
                       ? flow.radius_90 / flow.early_radius
                       : 0.0;
        },
        "the fluid that settles spreads the solute before transport takes over, the radius of 90 % "
        "of it by a factor up to {:.2g}: the permeability at rest, known to orders of magnitude "
        "only, decides that; depot.hand_over = \"0 s\" shows the other extreme",
        notes);
}

}  // namespace

Meeting meeting_of(std::span<const FormedPuncture> punctures) {
    const FlowNeighbours neighbours(punctures);
    std::map<const FormedFlow*, std::vector<double>> radii;
    for (const FormedPuncture& p : punctures) {
        auto [found, is_new] = radii.try_emplace(p.flow.get());
        if (is_new) found->second = equal_radii(*p.flow);
    }
    std::vector<double> misplaced(punctures.size(), 0.0);
    std::vector<char> meets(punctures.size(), 0);
    parallel_for(punctures.size(), [&](std::size_t i) {
        const FormedPuncture& own = punctures[i];
        const std::vector<std::size_t> others = neighbours.of(i);
        if (others.empty()) return;
        meets[i] = 1;
        const std::vector<double>& own_radii = radii.at(own.flow.get());
        for (std::size_t n = 0; n < kPoints; ++n) {
            const double r = own_radii[n];
            const double turn = 2.0 * std::numbers::pi * kGolden * static_cast<double>(n);
            const Point p = own.position + Point{r * std::cos(turn), r * std::sin(turn)};
            double sum = areal_density(*own.flow, r);
            double most = sum;
            for (const std::size_t o : others) {
                const double there =
                    areal_density(*punctures[o].flow, distance(punctures[o].position, p));
                sum += there;
                most = std::max(most, there);
            }
            if (sum > 0.0) misplaced[i] += own.flow->carried * (1.0 - most / sum) / kPoints;
        }
    });
    Meeting meeting;
    meeting.punctures = static_cast<std::size_t>(std::count(meets.begin(), meets.end(), char{1}));
    const double all =
        parallel_sum(punctures.size(), [&](std::size_t i) { return punctures[i].flow->carried; });
    const double wrong =
        parallel_sum(misplaced.size(), [&](std::size_t i) { return misplaced[i]; });
    meeting.misplaced = all > 0.0 ? wrong / all : 0.0;
    return meeting;
}

std::vector<std::string> flow_notes(std::span<const FormedPuncture> punctures, bool merged) {
    std::vector<std::string> notes;
    note_losses(punctures, notes);
    note_spread(punctures, notes);
    if (punctures.size() < 2 || merged) return notes;
    const Meeting meeting = meeting_of(punctures);
    if (meeting.punctures > 0) {
        notes.push_back(fmt::format(
            "depots interact: at {} of {} punctures a neighbour of the same session lies within "
            "two outreaches; they are superposed, not merged: about {:.2g} % of the injectate "
            "would "
            "lie elsewhere",
            meeting.punctures,
            punctures.size(),
            100.0 * meeting.misplaced));
    }
    return notes;
}

}  // namespace mesogrid::models
