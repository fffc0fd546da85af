#pragma once

#include "engine/geometry/point.hpp"
#include "engine/transport/transport.hpp"

/// The part of the skin that is simulated. Private to the spectral solver.
namespace mesogrid::spectral {

/// Padding (mm) behind which a mirror image, at twice that distance, stays below `tolerance` of a
/// depot's peak: exp(-(2p)^2/(2 s^2)) = tolerance, s^2 = s0^2 + 2 D t, for a depot of lateral scale
/// s0 spreading with diffusivity D for time t.
double image_padding(double initial_scale, double diffusivity, double time, double tolerance);

/// Mirrored walls: the raster's box. Open walls: the box that holds the raster, all depots and all
/// probes, and `padding` around them, grown to whole cells of the raster.
Box choose_window(const TransportProblem& problem, double padding);

}  // namespace mesogrid::spectral
