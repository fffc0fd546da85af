#pragma once

#include <optional>

#include "engine/numerics/layered_grid.hpp"
#include "engine/transport/grid/layered_medium.hpp"
#include "engine/transport/spectral/depot_classes.hpp"
#include "engine/transport/transport.hpp"

/// The box of tissue that is simulated. Private to the grid solver.
namespace mesogrid::grid {

struct GridOptions;

/// Cells of the box: those of the maps' raster and of the surroundings, and planes of z fitted to
/// the layers.
struct GridBox {
    Raster raster;           ///< the window, in cells of the maps
    std::size_t column = 0;  ///< of the window, where the maps begin
    std::size_t row = 0;
    LayeredGrid z;

    double voxels() const {
        return static_cast<double>(raster.size()) * static_cast<double>(z.size());
    }
};

/// Mirrored walls: the maps' raster. Open walls: what keeps the walls out of sight of the last
/// reading to `image_tolerance` of a peak. The planes suit the narrowest depot unless the options
/// state them. Throws RefusedError (E0609) when fields do not fit the memory allowed.
GridBox choose_box(const TransportProblem& problem,
                   const spectral::DepotClasses& classes,
                   const GridOptions& options,
                   double end);

/// Everything a box of layers is made of.
LayeredMedium medium_of(const TransportProblem& problem, const GridBox& box);

/// The largest and the least diffusivity anywhere, maps included, mm2/s.
double largest_diffusivity(const Medium& medium);
double least_diffusivity(const Medium& medium);

/// A lower bound, 1/s, of the rate at which every field decays: the slowest mode of a column with
/// the least diffusivity and clearance anywhere, for a Rayleigh quotient falls with both and with
/// what moves along the skin. 0 where thickness varies, clearance saturates or solute binds.
double least_decay(const Medium& medium, const LayeredGrid& z);

/// Times at which something happens: depots form, something is read; ascending, each once.
std::vector<double> stops_of(const TransportProblem& problem);

/// The last time anything is asked of the problem, s.
double last_time(const TransportProblem& problem);

}  // namespace mesogrid::grid
