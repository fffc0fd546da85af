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
    std::span<const double> sharp_radii() const override { return sharp_; }
    double lateral_scale() const override { return scale_; }
    double vertical_scale() const override { return edges_.back(); }
    double highest_wavenumber(double tolerance) const override;

private:
    static constexpr int kPoints = 17;
    using Panel = std::array<double, kPoints>;  ///< Chebyshev coefficients

    void tabulate(const HankelResponse& response, double from, double to, int depth);
    void add_pieces(const Panel& panel);
    void drop_empty_panels(double total);
    void build_index();
    void find_sharp_radii();

    /// A panel is read as kPieces polynomials of degree 7, which drawing evaluates by the million:
    /// where 9 points predict 17 to 1e-9, halves of degree 7 add less than 1e-11.
    static constexpr int kPieces = 2;
    static constexpr int kDegree = 7;
    using Piece = std::array<double, kDegree + 1>;  ///< of powers of x in [-1, 1] across it

    std::vector<double> edges_;        ///< of panels, mm
    std::vector<double> sharp_;        ///< edges of panels narrow against the depot, mm
    std::vector<double> piece_edges_;  ///< of pieces, mm
    std::vector<Piece> pieces_;
    std::vector<std::size_t> index_;  ///< the piece at the start of equal steps of radius
    double steps_per_mm_ = 0.0;
    double tolerance_;
    double total_;
    double scale_;
};

}  // namespace mesogrid::spectral
