#pragma once

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

/// The grid of one depot and where its layers are in it.
struct FlowGrid {
    RingGrid grid;
    std::vector<std::size_t> layer_of_row;
    /// Share of the injected rate that enters each cell: by volume within the outlet's radius, of
    /// what layers let through; sums to 1.
    std::vector<double> source;
    double above_skin = 0.0;  ///< share of the outlet's ball above the skin
    double moved = 0.0;       ///< share that would enter layers which let nothing through
};

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
