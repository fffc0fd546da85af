#pragma once

#include <vector>

#include "models/patterns/lattice.hpp"

namespace mesogrid::models {

/// What patterns that grow around a centre (the anchor, or the middle of the bounding box) share.
class AroundCentre {
public:
    /// Positions count up to `rim` mm outside the box and its overhang, so that narrow areas find
    /// neighbours on all sides.
    AroundCentre(const PatternArea& area, double rim);

    Point centre() const { return centre_; }
    /// The box with its overhang, without the rim.
    const Box& box() const { return box_; }
    /// Radius about the centre within which all counting positions lie, mm.
    double reach() const;
    /// Refuses (E0318) a pattern of one puncture per `share` mm2 that makes too many, or that goes
    /// round and round far from the area before it meets it.
    void require_walkable(double share) const;
    /// Appends centre + offset when it lies near enough to the box.
    void add_if_near(Point offset, std::vector<Point>& points) const;

private:
    Point centre_;
    Box box_;
    Box wide_;
};

}  // namespace mesogrid::models
