#pragma once

#include <cstddef>

#include <Eigen/Core>

#include "engine/geometry/raster.hpp"

/// Cosine series along the skin. Private to the spectral solver.
namespace mesogrid::spectral {

/// Cosines cos(k_m (x - low)), k_m = pi m/length, between two mirrors:
/// f(x) = sum_m e_m/length f_m cos(k_m (x - low)), e_0 = 1, else 2, f_m = integral of f cos.
class CosineAxis {
public:
    /// Modes up to wavenumber `highest` (1/mm); mode 0 is always there.
    CosineAxis(double low, double length, double highest);

    Eigen::Index count() const { return count_; }
    double wavenumber(Eigen::Index m) const;
    /// How many modes lie within a wavenumber.
    Eigen::Index count_within(double highest) const;
    /// The same axis with its first `count` modes only.
    CosineAxis truncated(Eigen::Index count) const;
    /// cos(k_m (x - low)) for every m.
    Eigen::VectorXd cosines(double x) const;
    /// e_m/length cos(k_m (x - low)): the series summed at a point.
    Eigen::VectorXd synthesis(double x) const;
    /// The same averaged over cells of width h, the first of which starts at `start`; one column
    /// per cell. The average of a cosine is its value at the centre times sin(k h/2)/(k h/2).
    Eigen::MatrixXd cell_synthesis(double start, double h, int cells) const;

private:
    double low_;
    double length_;
    Eigen::Index count_;
};

/// The modes of a window.
struct LateralModes {
    LateralModes(const Box& simulated, double highest_wavenumber)
        : window(simulated),
          x(window.low.x, window.width(), highest_wavenumber),
          y(window.low.y, window.height(), highest_wavenumber),
          highest(highest_wavenumber) {}

    Box window;
    CosineAxis x;
    CosineAxis y;
    double highest;  ///< modes beyond this |k| are left out
};

}  // namespace mesogrid::spectral
