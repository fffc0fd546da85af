#pragma once

#include <array>
#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/transport/spectral/hankel_response.hpp"

/// A reading about an axis as if it were a shape, for drawing. Private to the spectral solver.
namespace mesogrid::spectral {

/// What a reading makes of a unit depot, as a lateral profile: drawn like a depot whose whole depth
/// counts with weight 1. The enclosed amount is tabulated once: panels of 17 Chebyshev points,
/// halved until half of the points predict the others to 1e-9 of the total (or 1e-12 of what the
/// reading could come to, where next to nothing has arrived).
class CarriedShape final : public DepotShape {
public:
    /// `reach`: radius beyond which nothing of note is, mm; `scale`: of the depot itself, mm.
    CarriedShape(const HankelResponse& response, double reach, double scale);

    double transform(double k, double top, double bottom) const override;  ///< k = 0 only
    double enclosed(double radius, double top, double bottom) const override;
    double density(double r, double z) const override;
    double support_radius() const override { return edges_.back(); }
    std::span<const double> sharp_radii() const override { return edges_; }
    double lateral_scale() const override { return scale_; }
    double vertical_scale() const override { return edges_.back(); }
    double highest_wavenumber(double tolerance) const override;

private:
    static constexpr int kPoints = 17;
    using Panel = std::array<double, kPoints>;  ///< Chebyshev coefficients

    void tabulate(const HankelResponse& response, double from, double to, int depth);
    std::size_t panel_of(double r) const;

    std::vector<double> edges_;
    std::vector<Panel> panels_;
    double tolerance_;
    double total_;
    double scale_;
};

}  // namespace mesogrid::spectral
