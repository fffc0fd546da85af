#pragma once

#include "engine/domain/depot.hpp"

#include "models/depots/lateral_normal.hpp"

namespace mesogrid::models {

/// A normal distribution about the outlet, reflected at the skin surface and at the bottom of the
/// tissue, so that all of it lies inside:
/// p = exp(-r^2/2 s_l^2)/(2 pi s_l^2) * sum over images of exp(-(z - z_i)^2/2 s_v^2)/(sqrt(2 pi)
/// s_v). Lengths in mm.
class GaussianShape final : public DepotShape {
public:
    GaussianShape(double lateral_sigma, double vertical_sigma, double centre, double tissue_depth);

    double transform(double k, double top, double bottom) const override;
    std::optional<double> lateral_transform(double k) const override;
    std::optional<double> lateral_rectangle(double x, double y) const override;
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override;
    double lateral_scale() const override { return lateral_.sigma; }
    double vertical_scale() const override { return vertical_sigma_; }
    double highest_wavenumber(double tolerance) const override;

private:
    double slab(double top, double bottom) const;

    LateralNormal lateral_;
    double vertical_sigma_;
    double centre_;
    double tissue_depth_;
};

}  // namespace mesogrid::models
