#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/geometry/target_sampling.hpp"

namespace mesogrid::models {

/// Finds the coldest window of a region. A window is what of the region lies in an axis-parallel
/// rectangle whose sides are as 1:3, 1:2, 1:1, 2:1 or 3:1 and which is just so large that the
/// window has the wanted area; its centre lies in a cell of the region, so a window that the border
/// cuts is at most as 1:6. Dose and area count as constant in each cell of the map (with the
/// region's exact share of the cell), so a window's mean is exact for the cells' averages wherever
/// its sides lie. Cumulated sums make any window four look-ups.
class WindowSearch {
public:
    /// `sample_values` is the dose at sampling.samples().
    WindowSearch(const TargetSampling& sampling,
                 std::span<const double> sample_values,
                 Region region);

    /// Mean dose of the coldest window that holds `share` (over 0, up to 1) of the region. Centres
    /// are tried on a grid of at most 96 x 96 cells of the map within the region; about the coldest
    /// of each shape the grid is halved down to 1/16 of a cell.
    double coldest_mean(double share) const;

private:
    struct Sum {
        double area = 0.0;
        double amount = 0.0;
    };
    struct Window {
        double x = 0.0;  ///< centre, in cells
        double y = 0.0;
        double aspect = 1.0;  ///< width over height
        double mean = 0.0;
    };

    const Sum& corner(int i, int j) const {
        return sums_[static_cast<std::size_t>(j) * (static_cast<std::size_t>(nx_) + 1) +
                     static_cast<std::size_t>(i)];
    }
    Sum cumulated(double x, double y) const;
    Sum within(const Window& window, double side) const;
    /// The mean over the window about this centre that has the area.
    double mean_of(const Window& window, double area) const;
    void improve(Window& best, double x, double y, double area) const;
    Window coldest_of_grid(int stride, double aspect, double area) const;

    int nx_;
    int ny_;
    double cell_area_;
    double total_area_;
    std::vector<Sum> sums_;  ///< of all cells left of and below each corner
};

}  // namespace mesogrid::models
