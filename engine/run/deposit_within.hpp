#pragma once

#include <vector>

#include "engine/domain/depot.hpp"
#include "engine/domain/exposure.hpp"
#include "engine/geometry/outline.hpp"

namespace mesogrid {

/// How much of depots of one shape lies over an outline and between two depths. In polar
/// coordinates about the axis the share is the integral of E(r(phi)) dphi/(2 pi) along the border,
/// where E(r) is the share within r and r(phi) the distance to the border: exact for any polygon,
/// no grid. E is read from a table of 256 steps up to the shape's support (cubic between), the
/// integral taken by Gauss-Legendre on pieces that end where E changes most: 1e-5 of the share for
/// smooth shapes.
class DepositWithin {
public:
    DepositWithin(const DepotShape& shape, const DepthBand& band);

    /// Share of the depot's amount that lies in the band, wherever laterally.
    double in_band() const { return shares_.back(); }
    /// Share that lies in the band and over the outline, the axis being at `axis`.
    double over(const Outline& outline, Point axis) const;

private:
    double enclosed(double radius) const;
    double along_edge(Point from, Point to) const;

    double support_;
    double scale_;
    std::vector<double> shares_;  ///< within k support/256
};

}  // namespace mesogrid
