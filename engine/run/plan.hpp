#pragma once

#include <string>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/domain/puncture.hpp"
#include "engine/geometry/raster.hpp"
#include "engine/run/scenario.hpp"

namespace mesogrid {

/// Where and how the needle goes in: the pattern laid on the outline, cut by the edge rule, one
/// puncture per point in visiting order. The pattern is made in a frame turned about the outline's
/// centre of gravity, so turning outline and pattern turns the punctures.
/// Punctures are numbered in visiting order: as the pattern makes them, or by a short path through
/// them (engine/geometry/visiting_order.hpp).
/// Throws InputError naming outline, policy and pitch when no puncture is left (E0314), for an
/// anchor that the pattern does not take (E0361), for a point whose own depth lies below the last
/// layer (E0378).
std::vector<Puncture> plan(const Scenario& scenario);

/// One session of the course, from 0: the same with the pattern moved as the schedule says.
std::vector<Puncture> plan(const Scenario& scenario, std::size_t session);

/// The pitch of the scenario's pattern over its target.
Length pattern_pitch(const Scenario& scenario);

/// What the user should know about the plan: points stated one by one that lie outside the
/// outline.
std::vector<std::string> plan_notes(const Scenario& scenario);

/// With order = "shortest-path" and at most 5,000 punctures: how long the path is, and what no path
/// can fall below.
std::vector<std::string> order_notes(const Scenario& scenario,
                                     const std::vector<Puncture>& punctures);

/// The depots of all punctures at t = 0+, formed by the scenario's model.
std::vector<Depot> form(const Scenario& scenario, const std::vector<Puncture>& punctures);

/// The raster of the maps: centred on the outline's bounding box, covering it
/// and numerics.surroundings on every side. Its cell is
/// numerics.step or, by default, a quarter of the smallest lateral scale of the depots, at most a
/// sixteenth of the pitch and 0.5 mm, at least 0.02 mm.
/// Throws RefusedError (E0315) beyond 16 million cells, naming the smallest step that fits.
Raster choose_raster(const Scenario& scenario, const std::vector<Depot>& depots);

}  // namespace mesogrid
