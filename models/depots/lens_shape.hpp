#pragma once

#include "engine/domain/depot.hpp"

namespace mesogrid::models {

/// A lens in a layer: fluid column proportional to sqrt(1 - r^2/a^2), spread evenly over a window
/// of depth (models.md 2.1). Lengths in mm. Everything is closed form; the amount on a grid is
/// exact by overlap in z.
class LensShape final : public DepotShape {
public:
    /// Radius of the edge, and the window [top, top + height].
    LensShape(double radius, double window_top, double window_height);

    double transform(double k, double top, double bottom) const override;
    std::optional<double> lateral_transform(double k) const override;
    std::optional<double> lateral_rectangle(double x, double y) const override;
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override { return radius_; }
    double lateral_scale() const override { return radius_; }
    double vertical_scale() const override { return height_; }
    double highest_wavenumber(double tolerance) const override;

private:
    /// Share of the window between two depths.
    double overlap(double top, double bottom) const;

    double radius_;
    double top_;
    double height_;
};

}  // namespace mesogrid::models
