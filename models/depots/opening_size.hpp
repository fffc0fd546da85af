#pragma once

#include "models/depots/opening_front.hpp"

/// The elastic size A of what is open (models.md 3.2).
namespace mesogrid::models {

/// On rings: the farthest that an opening comes in any row, the open share of a ring lying within.
void measure_openings(const RingGrid& grid, OpeningFront& front);

/// In a box: one A for each set of cells that an opening has come to and that hang together by
/// their faces. Seen from above a set is taken for the ellipse of its second moments, columns
/// weighing as much of their area as is open in the cell of them that is open farthest, and A is
/// the radius of the disc that opens as far on average: with semi-axes a >= b, A = pi b/(2 E(k)),
/// k^2 = 1 - b^2/a^2 (flat elliptical crack, Green and Sneddon 1950), which for a disc is its
/// radius. Sets that do not touch do not feel each other.
void measure_openings(const BoxGrid& grid, OpeningFront& front);

/// A of an ellipse with these second moments of its plan, mm2: along x, along y, mixed.
double elastic_radius(double xx, double yy, double xy);

}  // namespace mesogrid::models
