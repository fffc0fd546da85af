#pragma once

#include "engine/domain/depot.hpp"

#include "models/depots/lateral_normal.hpp"

namespace mesogrid::models {

/// A column of a depot that has no axis of its own: a normal distribution to the side, uniform
/// between two depths. Columns of one spacing h with sigma = 0.7 h add up to a smooth field: of a
/// uniform one they leave a ripple of 4 exp(-2 pi^2 0.49) = 2.5e-4. Lengths in mm.
class ColumnShape final : public DepotShape {
public:
    static constexpr double kSigma = 0.7;  ///< over the spacing

    ColumnShape(double spacing, double top, double bottom);

    double transform(double k, double top, double bottom) const override;
    std::optional<double> lateral_transform(double k) const override;
    std::optional<double> lateral_rectangle(double x, double y) const override;
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override;
    /// Of the depots that columns make up, not of one of them: 2.5 spacings. Maps with cells of a
    /// quarter of that still tell every wavenumber apart in which a column holds more than 1e-10.
    double lateral_scale() const override { return 2.5 * spacing_; }
    /// Likewise: four of its heights.
    double vertical_scale() const override { return 4.0 * (bottom_ - top_); }
    double highest_wavenumber(double tolerance) const override;

private:
    double slab(double top, double bottom) const;

    double spacing_;
    LateralNormal lateral_;
    double top_;
    double bottom_;
};

}  // namespace mesogrid::models
