#pragma once

#include "engine/numerics/bessel_sum.hpp"
#include "engine/transport/spectral/response_table.hpp"

/// One depot's answer in real space, without lateral modes. Private to the spectral solver.
namespace mesogrid::spectral {

/// Nodes and weights over wavenumbers up to `highest`, for radii whose sum with the shape's own is
/// at most `length` (mm). Throws RefusedError (E0607) where that takes more than 2 million nodes.
struct HankelQuadrature {
    std::vector<double> nodes;
    std::vector<double> weights;
};
HankelQuadrature hankel_quadrature(double highest, double length, std::span<const double> closer);

/// A reading about the axis of a unit depot by Hankel quadrature of its transform G(k), with a
/// highest wavenumber of its own, so that nothing rings however sharp the depot is:
///
///     g(r) = 1/(2 pi) integral G(k) J0(k r) k dk        density, reading/mm2
///     E(r) = integral G(k) r J1(k r) dk                 enclosed within r
///
/// Gauss nodes, one per radian of k (support + reach): quadrature errs by less than 1e-12 of G(0).
class HankelResponse {
public:
    /// From the transform itself: `enclosed` has the weights of a quadrature over its nodes times
    /// G; `total` is G(0), `scale` what it could come to.
    HankelResponse(BesselSum enclosed, double total, double scale);

    /// `highest`: 1/mm, where G has died away; `reach`: largest r that will be asked, mm.
    /// Throws RefusedError (E0607) where that takes more than 2 million nodes.
    HankelResponse(const ResponseTable& table,
                   const DepotShape& shape,
                   std::size_t reading,
                   double highest,
                   double reach);

    /// G(0), the reading of all of it.
    double total() const { return total_; }
    /// What the reading of a unit depot can come to: its largest weight, decayed at the slowest
    /// rate or integrated; a total far below it is rounding.
    double scale() const { return scale_; }
    double enclosed(double r) const;
    double density(double r) const;
    /// 1/(2 pi) integral |G(k)| k dk: the scale of rounding errors of density().
    double density_scale() const;

private:
    BesselSum enclosed_;  ///< weights: quadrature weight times G
    BesselSum density_;   ///< the same times k
    double total_;
    double scale_;
};

}  // namespace mesogrid::spectral
