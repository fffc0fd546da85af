#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/domain/exposure.hpp"
#include "engine/domain/medium.hpp"
#include "engine/transport/spectral/response_store.hpp"

namespace mesogrid {

/// What single depots make of maps that add up, about their own axis: a picture of any number of
/// them is then a sum that needs no solver.
struct ProfileQuestions {
    Medium medium;
    std::vector<std::shared_ptr<const DepotShape>> shapes;
    std::vector<std::string> keys;  ///< of each shape's class
    /// Quantities that are linear in the depot (no peak, time_above or depth_min), at its age.
    std::vector<ExposureRequest> requests;
    Length cell;                ///< of the map that is to be imitated
    std::vector<double> radii;  ///< mm, ascending from 0
};

/// The mean over a cell of width `cell` whose centre lies at each radius, per unit amount of
/// solute: [shape][request][radius]. By Hankel quadrature of the response, times the transform of
/// the cell averaged over its orientations, so that a cell mean of a smooth field comes back to
/// fourth order in the cell; waves shorter than half a cell are left out, which leaves about 1e-3
/// of the peak beside an edge that has not moved. Open walls. Throws RefusedError (E0607) beyond 2
/// million nodes.
std::vector<double> radial_profiles(const ProfileQuestions& questions, ResponseStore& responses);

/// Radius (mm) beyond which a depot that started with `support` has next to nothing by age `until`.
double profile_reach(const Medium& medium, double support, Duration until);

}  // namespace mesogrid
