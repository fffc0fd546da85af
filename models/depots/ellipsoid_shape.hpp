#pragma once

#include "engine/domain/depot.hpp"

namespace mesogrid::models {

/// A uniform ellipsoid of revolution about the vertical, wholly inside the tissue (models.md 2.2).
/// Lengths in mm.
class EllipsoidShape final : public DepotShape {
public:
    /// Lateral and vertical semi-axis and the depth of the centre.
    EllipsoidShape(double lateral, double vertical, double centre);

    double transform(double k, double top, double bottom) const override;
    std::optional<double> rectangle(double x, double y, double top, double bottom) const override;
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override { return lateral_; }
    double lateral_scale() const override { return lateral_; }
    double vertical_scale() const override { return vertical_; }
    double highest_wavenumber(double tolerance) const override;

private:
    /// A depth as height in the unit ball, cut to [-1, 1].
    double height(double z) const;

    double lateral_;
    double vertical_;
    double centre_;
};

}  // namespace mesogrid::models
