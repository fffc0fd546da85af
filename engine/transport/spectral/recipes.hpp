#pragma once

#include <vector>

#include "engine/transport/spectral/readings.hpp"
#include "engine/transport/spectral/superposition.hpp"

/// Which path makes which map. Private to the spectral solver.
namespace mesogrid::spectral {

/// How far and how long solute moves, for paddings and reaches.
struct Spread {
    double diffusivity = 0.0;  ///< largest of the layers, mm2/s
    double horizon = 0.0;      ///< s after which less than e^-30 is left; may be infinite
    double support = 0.0;      ///< widest support radius of a depot, mm

    /// Radius about an axis beyond which a heat kernel of age t is below 1e-12 of its peak.
    double reach(TimeFunction function, double t) const;
};

/// True when nothing diffuses in any layer.
bool is_immobile(const Medium& medium);

/// Real space for requests at t = 0 and for immobile media, else by modes; readings of the latter
/// are appended to `readings`.
std::vector<MapRecipe> choose_recipes(const TransportProblem& problem,
                                      const LayeredGrid& grid,
                                      const Spread& spread,
                                      std::vector<Reading>& readings);

/// Value, or integral, at a time of something that only decays at this rate.
double decay_factor(double rate, TimeFunction function, double time);

}  // namespace mesogrid::spectral
