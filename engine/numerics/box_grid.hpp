#pragma once

#include <cstddef>
#include <vector>

namespace mesogrid {

/// A box of cells between faces along x, y and depth: column i = iy columns_x() + ix, cell (i, j)
/// of row j at index i rows() + j. Lengths in mm; all faces ascend. Names as in RingGrid, so that
/// what is written for columns and rows serves both.
class BoxGrid {
public:
    /// Lateral faces that a cell looks at: towards x, towards y.
    static constexpr std::size_t kSides = 2;

    BoxGrid(std::vector<double> x, std::vector<double> y, std::vector<double> depths);

    std::size_t columns_x() const { return x_.size() - 1; }
    std::size_t columns_y() const { return y_.size() - 1; }
    std::size_t columns() const { return columns_x() * columns_y(); }
    std::size_t rows() const { return depths_.size() - 1; }
    std::size_t size() const { return columns() * rows(); }
    std::size_t index(std::size_t i, std::size_t j) const { return i * rows() + j; }
    const std::vector<double>& x() const { return x_; }
    const std::vector<double>& y() const { return y_; }
    const std::vector<double>& depths() const { return depths_; }

    double height(std::size_t j) const { return depths_[j + 1] - depths_[j]; }
    double mid_depth(std::size_t j) const { return 0.5 * (depths_[j] + depths_[j + 1]); }
    double width_x(std::size_t i) const { return width(x_, i % columns_x()); }
    double width_y(std::size_t i) const { return width(y_, i / columns_x()); }
    double mid_x(std::size_t i) const { return middle(x_, i % columns_x()); }
    double mid_y(std::size_t i) const { return middle(y_, i / columns_x()); }
    /// Area of column i seen from above, mm2.
    double plan_area(std::size_t i) const { return width_x(i) * width_y(i); }
    double volume(std::size_t i, std::size_t j) const { return plan_area(i) * height(j); }

    /// Is there a cell beyond this side of column i?
    bool has_beside(std::size_t i, std::size_t side) const {
        return side == 0 ? i % columns_x() + 1 < columns_x() : i / columns_x() + 1 < columns_y();
    }
    bool has_before(std::size_t i, std::size_t side) const {
        return side == 0 ? i % columns_x() > 0 : i / columns_x() > 0;
    }
    /// By how much the index of the cell beyond a side is larger.
    std::size_t stride(std::size_t side) const { return side == 0 ? rows() : columns_x() * rows(); }
    /// Area of that side of cell (i, j), mm2.
    double lateral_area(std::size_t i, std::size_t j, std::size_t side) const {
        return (side == 0 ? width_y(i) : width_x(i)) * height(j);
    }
    /// Distance of the centres on either hand of it, mm.
    double lateral_distance(std::size_t i, std::size_t side) const {
        return side == 0 ? mid_x(i + 1) - mid_x(i) : mid_y(i + columns_x()) - mid_y(i);
    }
    /// The column that holds a point, the nearest one for points beside the box.
    std::size_t column_at(double x, double y) const;

private:
    static double width(const std::vector<double>& faces, std::size_t i) {
        return faces[i + 1] - faces[i];
    }
    static double middle(const std::vector<double>& faces, std::size_t i) {
        return 0.5 * (faces[i] + faces[i + 1]);
    }

    std::vector<double> x_;
    std::vector<double> y_;
    std::vector<double> depths_;
};

}  // namespace mesogrid
