#pragma once

#include <span>
#include <vector>

#include "engine/numerics/box_flow.hpp"
#include "engine/numerics/ring_flow.hpp"

#include "models/depots/opening_grid.hpp"

namespace mesogrid::models {

/// What belongs to a grid that fluid flows on.
template <class Grid>
struct FlowOn;
template <>
struct FlowOn<RingGrid> {
    using Faces = RingFaces;
    using Pressure = RingPressure;
};
template <>
struct FlowOn<BoxGrid> {
    using Faces = BoxFaces;
    using Pressure = BoxPressure;
};

/// What vessels and lymph take up in each cell, linear about a pressure: slope p + constant.
struct FlowSinks {
    std::vector<double> slope;     ///< mm3/(kPa s)
    std::vector<double> constant;  ///< mm3/s
};

/// How the tissue of one injection stores, conducts and takes up fluid, cell by cell, given what is
/// open (models.md 3.2 and 3.4). One value per cell of the grid, which must outlive it with layers
/// and law. On rings about one axis, or on a box with several.
template <class Grid>
class OpeningTissue {
public:
    using Faces = typename FlowOn<Grid>::Faces;

    OpeningTissue(const FlowGridOn<Grid>& grid,
                  std::span<const FlowLayer> layers,
                  const OpeningLaw& law,
                  const Injection& injection);

    const Grid& grid() const { return grid_.grid; }
    std::size_t layer_index(std::size_t row) const { return grid_.layer_of_row[row]; }
    const FlowLayer& layer(std::size_t row) const { return layers_[grid_.layer_of_row[row]]; }
    /// Fluid per volume and pressure, 1/kPa: of intact tissue, and what it holds beyond that where
    /// it is open.
    struct Capacity {
        double intact;
        double opened;
    };
    /// In a row, where the opening has this radius.
    Capacity capacity(std::size_t row, double radius) const;
    /// Of every face, mm3/(kPa s); `open`: cells that an opening has come to.
    Faces conductance(const std::vector<double>& pressure, const std::vector<char>& open) const;
    FlowSinks sinks(const std::vector<double>& pressure) const;

private:
    void set_layer_faces(const CellMobility& mobility,
                         const std::vector<char>& open,
                         Faces& faces) const;
    void add_open_faces(const std::vector<char>& open, Faces& faces) const;

    const FlowGridOn<Grid>& grid_;
    std::span<const FlowLayer> layers_;
    const OpeningLaw& law_;
    double viscosity_;
    std::vector<double> open_permeability_;  ///< of each layer
};

}  // namespace mesogrid::models
