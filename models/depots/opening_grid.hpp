#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/numerics/ring_grid.hpp"

#include "models/depots/opening_law.hpp"

namespace mesogrid::models {

/// How fine a depot's grid is: cells over the radius within which its edges will lie. Everything
/// else follows in proportion, so that grids of different resolution are alike.
struct FlowResolution {
    double front = 28.0;
};

/// Beyond the depot, mm: pressure has died away there within hours.
inline constexpr double kFarAway = 60.0;

/// How large cells are by their distance from an outlet, mm.
struct CellSizes {
    double outlet = 0.0;   ///< cell size at the outlet
    double flat = 0.0;     ///< extent of the fine cells about the outlet
    double front = 0.0;    ///< cell size where the edges will lie
    double zone = 0.0;     ///< how far they can lie
    double coarser = 1.0;  ///< over the usual size

    double at(double away) const;
};

/// The same to the side and in depth.
struct FlowSizes {
    CellSizes lateral;
    CellSizes vertical;
};

/// What suits one injection. Some layer must let fluid through.
FlowSizes flow_sizes(std::span<const FlowLayer> layers,
                     const OpeningLaw& law,
                     const Injection& injection,
                     const FlowResolution& resolution);

/// Faces of rows on the faces of the layers, sizes by size(z) in those that let fluid through;
/// fills in which layer each row lies in.
std::vector<double> row_faces(std::span<const FlowLayer> layers,
                              const std::function<double(double)>& size,
                              std::vector<std::size_t>& layer_of_row);

/// The layer that the outlet feeds: its own, or the nearest one beneath or above that lets fluid
/// through.
const FlowLayer& fed_layer(std::span<const FlowLayer> layers, double depth);

/// A grid of columns and rows and where the layers are in it.
template <class Grid>
struct FlowGridOn {
    Grid grid;
    std::vector<std::size_t> layer_of_row;
    /// Share of the injected rate that enters each cell: by volume within the outlet's radius, of
    /// what layers let through; sums to 1.
    std::vector<double> source;
    double above_skin = 0.0;  ///< share of the outlet's ball above the skin
    double moved = 0.0;       ///< share that would enter layers which let nothing through
};

/// The grid of one depot.
using FlowGrid = FlowGridOn<RingGrid>;

/// Takes from `source`, the share of the outlet's ball in each cell, what lies in layers that let
/// nothing through, and scales the rest to 1; where nothing is left, all enters the nearest cell of
/// the column `axis` that lets fluid through. Returns the share that was moved.
template <class Grid>
double settle_source(std::span<const FlowLayer> layers,
                     const FlowGridOn<Grid>& flow,
                     double depth,
                     std::size_t axis,
                     std::vector<double>& source);

/// Rings fine about the outlet and as far as the depot's edges will lie, coarser beyond to where
/// pressure no longer reaches; rows on the faces of the layers. The outlet must lie in the tissue
/// and some layer must let fluid through.
FlowGrid make_flow_grid(std::span<const FlowLayer> layers,
                        const OpeningLaw& law,
                        const Injection& injection,
                        const FlowResolution& resolution);

/// An upper bound of the radius of the opening of volume V, V = (16/3) (p_y/E') A^3, mm.
double opening_radius(const OpeningLaw& law, const LayerFlow& flow, double volume);

/// Share of the ball about the outlet that lies above the skin.
double share_above_skin(const OpeningLaw& law, double depth);

/// E' = M (1 - 2 nu)/(1 - nu)^2, kPa.
double plane_modulus(const OpeningLaw& law, const LayerFlow& flow);

}  // namespace mesogrid::models
