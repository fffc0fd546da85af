#pragma once

#include "engine/domain/depot.hpp"

namespace mesogrid::models {

/// A uniform ball about the outlet; what would lie beyond the skin surface or the bottom of the
/// tissue is reflected into it. Lengths in mm.
class BallShape final : public DepotShape {
public:
    BallShape(double radius, double centre, double tissue_depth);

    /// (3/(4 pi R^3)) integral of 2 pi rho J1(k rho)/k dz, rho = R cos(theta), z = z_c + R
    /// sin(theta): smooth in theta, so Gauss-Legendre panels of at most 8 radians of phase reach
    /// 1e-13.
    double transform(double k, double top, double bottom) const override;
    std::optional<double> rectangle(double x, double y, double top, double bottom) const override;
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override { return radius_; }
    double lateral_scale() const override { return radius_; }
    double vertical_scale() const override { return radius_; }
    /// From |transform| <= 3/2 max|J1(x)|/x <= 3/(sqrt(2 pi) x^(3/2)) * 1.05, x = k R.
    double highest_wavenumber(double tolerance) const override;

private:
    double radius_;
    double centre_;
    double tissue_depth_;
};

}  // namespace mesogrid::models
