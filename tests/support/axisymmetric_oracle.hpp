#pragma once

#include <cstddef>
#include <vector>

/// A second solver, written apart from the engine's numerics, to check layered transport.
namespace mesogrid::support {

struct OracleLayer {
    int coarse_cells;  ///< thickness in cells of the coarsest grid
    double diffusivity;
    double clearance;
    double capacity;
};

/// A unit Gaussian depot on the axis of a cylinder of layers; no flux anywhere on its border.
struct OracleCase {
    std::vector<OracleLayer> layers;
    double coarse_cell = 0.25;  ///< mm, in r and z
    int coarse_radius = 20;     ///< cells
    double sigma = 0.6;
    double centre = 1.5;
    double end = 100.0;     ///< s
    int coarse_steps = 10;  ///< time steps with the coarsest grid
};

/// Values at the cell centres of the coarsest grid, index = z cell * coarse_radius + r cell.
struct OracleFields {
    std::vector<double> concentration;  ///< at `end`
    std::vector<double> auc;            ///< up to `end`, layer means: index = layer * radius + r
};

/// Finite volumes on (r, z) for the activity u = A/g, Crank-Nicolson in time after four
/// backward-Euler half steps (Rannacher 1984), cells and steps cut `refinement` times; odd, so that
/// the coarse cell centres stay cell centres.
OracleFields run_oracle(const OracleCase& oracle, int refinement);

/// Values at the coarse centres, extrapolated from refinements 3 and 9 (second order), with the
/// change against the extrapolation from 1 and 3 as its own error, relative L2.
struct OracleAnswer {
    OracleFields fields;
    double concentration_error = 0.0;
    double auc_error = 0.0;
};
OracleAnswer extrapolated_oracle(const OracleCase& oracle);

}  // namespace mesogrid::support
