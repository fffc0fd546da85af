#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace mesogrid {

/// Rings about a vertical axis: columns between radii, rows between depths, cell (i, j) at index
/// i rows() + j. Lengths in mm; radii ascend from 0, depths downward from the first.
class RingGrid {
public:
    /// Lateral faces that a cell looks at: outward.
    static constexpr std::size_t kSides = 1;

    RingGrid(std::vector<double> radii, std::vector<double> depths);

    std::size_t columns() const { return radii_.size() - 1; }
    std::size_t rows() const { return depths_.size() - 1; }
    std::size_t size() const { return columns() * rows(); }
    std::size_t index(std::size_t i, std::size_t j) const { return i * rows() + j; }
    /// Largest difference between the indices of neighbours.
    std::size_t neighbour_reach() const { return columns() > 1 ? rows() : 1; }
    const std::vector<double>& radii() const { return radii_; }
    const std::vector<double>& depths() const { return depths_; }

    double height(std::size_t j) const { return depths_[j + 1] - depths_[j]; }
    double width(std::size_t i) const { return radii_[i + 1] - radii_[i]; }
    double mid_depth(std::size_t j) const { return 0.5 * (depths_[j] + depths_[j + 1]); }
    double mid_radius(std::size_t i) const { return 0.5 * (radii_[i] + radii_[i + 1]); }
    /// Area of column i seen from above, mm2.
    double plan_area(std::size_t i) const { return plan_[i]; }
    /// Area of the outer face of cell (i, j), mm2.
    double side_area(std::size_t i, std::size_t j) const;
    double volume(std::size_t i, std::size_t j) const { return plan_[i] * height(j); }

    /// Is there a ring beyond (within) column i? As in BoxGrid, with one side.
    bool has_beside(std::size_t i, std::size_t /*side*/) const { return i + 1 < columns(); }
    bool has_before(std::size_t i, std::size_t /*side*/) const { return i > 0; }
    /// By how much the index of the cell beyond a side is larger.
    std::size_t stride(std::size_t /*side*/) const { return rows(); }
    double lateral_area(std::size_t i, std::size_t j, std::size_t /*side*/) const {
        return side_area(i, j);
    }
    double lateral_distance(std::size_t i, std::size_t /*side*/) const {
        return mid_radius(i + 1) - mid_radius(i);
    }

private:
    std::vector<double> radii_;
    std::vector<double> depths_;
    std::vector<double> plan_;
};

/// Faces from `from` to `to` whose cells follow size(x) as nearly as a whole number of them can:
/// equal steps of the integral of dx/size(x), so that neighbours differ smoothly. At least `fewest`
/// cells.
std::vector<double> graded_faces(double from,
                                 double to,
                                 std::size_t fewest,
                                 const std::function<double(double)>& size);

}  // namespace mesogrid
