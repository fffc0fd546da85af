#pragma once

#include <cstddef>

#include "engine/numerics/layer_operator.hpp"
#include "engine/numerics/layered_grid.hpp"

namespace mesogrid::grid {

/// What a box of laterally uniform tissue is made of, on its cells: square along the skin, fitted
/// to the layers in depth; no flux through any side.
struct LayeredMedium {
    std::size_t nx = 0;
    std::size_t ny = 0;
    double spacing = 1.0;  ///< mm, of x and y
    CellColumn column;     ///< heights and coefficients of the planes
    /// Verification only: the skin surface exchanges with `ambient` (amount per volume over
    /// capacity) at this conductance, mm/s.
    double surface = 0.0;
    double ambient = 0.0;
};

}  // namespace mesogrid::grid
