#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/run/scenario.hpp"
#include "engine/transport/spectral/response_store.hpp"

namespace mesogrid {

/// What single depots make of the tissue, so that a reader can draw any time, depth and section of
/// a result, and any change of its punctures, as sums of profiles (transport is linear and tissue
/// laterally uniform). All profiles are per uL of fluid, of the prescribed solute, about the
/// depot's axis, as means over a cell of the result's map. Flat arrays, last index fastest.
struct DepotResponses {
    struct Placed {
        std::size_t puncture = 0;  ///< of its session, from 0
        Point axis;                ///< mm, scenario coordinates
        Volume fluid;
        std::size_t depot_class = 0;
        std::size_t session = 0;  ///< of the course, from 1; 0: the same in every session
    };

    Walls walls = Walls::open;
    std::vector<Duration> session_ends;  ///< of the whole course
    std::size_t sessions = 1;            ///< that the prescription judges together
    std::vector<Placed> depots;          ///< of one session where all are alike, else of all
    std::size_t classes = 0;
    std::vector<double> radii;        ///< mm, ascending from 0
    std::vector<Duration> times;      ///< since the depots formed, ascending from 0
    std::vector<Length> faces;        ///< of planes that fill the tissue; none spans two layers
    std::vector<Length> layer_faces;  ///< of the tissue
    std::vector<std::string> layers;
    std::vector<double> concentration;  ///< [class][time][plane][radius], amount/mm3 per uL
    std::vector<double> exposure;  ///< [class][time][layer][radius], mean AUC, amount s/mm3 per uL
    std::string no_fields;         ///< why there is no concentration; "" when there is

    /// The prescribed quantity of one insertion at another depth or volume.
    struct Part {
        std::size_t depth = 0;   ///< index into depths
        std::size_t volume = 0;  ///< index into volumes
        Point offset;            ///< of the axis from the puncture
        Volume fluid;
        std::size_t kernel = 0;
    };
    std::vector<Length> depths;          ///< ascending; every puncture's own is among them
    std::vector<Volume> volumes;         ///< asked
    std::vector<std::size_t> depth_of;   ///< [puncture], index into depths
    std::vector<std::size_t> volume_of;  ///< [puncture]
    std::vector<Part> parts;
    double kernel_step = 0.0;      ///< mm between the radii of kernels, the first is 0
    std::size_t kernel_radii = 0;  ///< beyond the last, nothing
    std::vector<double> kernels;  ///< [kernel][radius], base units per uL, over all sessions judged
    std::string no_kernels;       ///< why there are none; "" when there are
};

/// The responses of a scenario's own depots and of their variants.
DepotResponses depot_responses(const Scenario& scenario, ResponseStore& responses);

}  // namespace mesogrid
