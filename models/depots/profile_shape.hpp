#pragma once

#include <vector>

#include "engine/domain/depot.hpp"

namespace mesogrid::models {

/// A depot given on rings and rows: of uniform density within each cell. Lengths in mm. Transforms,
/// enclosed amounts and rectangles are closed forms of the rings, so the amount is exact on any
/// grid.
class ProfileShape final : public DepotShape {
public:
    /// `parts`: share of the amount in cell (i, j) at i (depths.size() - 1) + j, not negative; they
    /// are scaled to sum to 1. The outermost rings that hold less than 1e-8 together are drawn in
    /// to the ring within them.
    ProfileShape(std::vector<double> radii,
                 std::vector<double> depths,
                 const std::vector<double>& parts);

    double transform(double k, double top, double bottom) const override;
    std::optional<double> rectangle(double x, double y, double top, double bottom) const override;
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override { return radii_.back(); }
    /// Radius within which half of the amount lies.
    double lateral_scale() const override { return lateral_scale_; }
    std::span<const double> sharp_radii() const override { return radii_; }
    /// Height of the middle half of the amount.
    double vertical_scale() const override { return vertical_scale_; }
    double highest_wavenumber(double tolerance) const override;

private:
    std::size_t rings() const { return radii_.size() - 1; }
    std::size_t rows() const { return depths_.size() - 1; }
    std::size_t rings_to_keep(const std::vector<double>& parts, double total) const;
    void measure_edges();
    void measure_scales();
    /// Share of each ring between the surface and a depth.
    std::vector<double> above(double depth) const;
    std::vector<double> between(double top, double bottom) const;
    double plan_area(std::size_t ring) const;

    std::vector<double> radii_;
    std::vector<double> depths_;
    std::vector<double> above_;  ///< share of ring i above face j, at j rings() + i
    double edges_ = 0.0;         ///< sum over rows and radii of |jump of density| sqrt(r), 1/mm^3/2
    double lateral_scale_ = 0.0;
    double vertical_scale_ = 0.0;
};

}  // namespace mesogrid::models
