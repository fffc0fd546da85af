#pragma once

#include <vector>

#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/spectral/readings.hpp"
#include "engine/transport/time_fold.hpp"
#include "engine/transport/transport.hpp"

/// Requests taken apart into maps that are linear in the depots. Private to the spectral solver.
namespace mesogrid::spectral {

/// A map that is linear in the depots: what slabs of depth hold at a time, or held until then.
struct Component {
    std::size_t slabs = 0;  ///< index into Components::slabs
    TimeFunction function = TimeFunction::value;
    double time = 0.0;            ///< s on the problem's clock
    bool formed_included = true;  ///< do depots that form at exactly this time count?
};

/// How one request is put together from components: over the instants a fold, in each the least of
/// its slices. Components are numbered instant by instant, slice by slice.
struct Course {
    TimeFold fold = TimeFold::value;
    double level = 0.0;
    std::vector<Instant> instants;
    std::size_t first = 0;
    std::size_t slices = 1;

    std::size_t component(std::size_t instant, std::size_t slice) const {
        return first + instant * slices + slice;
    }
};

struct Components {
    std::vector<std::vector<WeightedSlab>> slabs;
    std::vector<Component> list;
    std::vector<Course> courses;  ///< one per request
};

/// Takes every request apart. depth_min is the least mean over the cells of `grid` that lie in the
/// band (cut at its ends); bound_dose weighs each layer's exposure with its clearance.
/// `formed`: times at which depots form, ascending. Throws InputError (E0320) for a request that is
/// no map of transport, and for peaks over more than 64 formation times.
Components take_apart(const TransportProblem& problem,
                      const LayeredGrid& grid,
                      const std::vector<double>& formed);

/// The slabs with the decay of their layers in a medium in which nothing moves, until an age.
std::vector<WeightedSlab> decayed(const std::vector<WeightedSlab>& slabs,
                                  const Medium& medium,
                                  TimeFunction function,
                                  double age);

}  // namespace mesogrid::spectral
