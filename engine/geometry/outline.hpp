#pragma once

#include <utility>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/geometry/point.hpp"

namespace mesogrid {

/// A closed ring of straight edges; the last vertex joins the first.
using Ring = std::vector<Point>;

/// Which parts several rings enclose: those they wind about in sum, or an odd number of times.
enum class FillRule { nonzero, evenodd };

/// Points nearer to the border than this (mm) count as on it, so that a lattice point computed to
/// lie on the border does not depend on rounding. Far below the micrometre of the clipping.
inline constexpr double kBorderTolerance = 1e-9;

/// The border of a treatment area in the skin plane: one or more outer rings (counter-clockwise)
/// and holes (clockwise), none crossing itself or another. Coordinates in mm. Area and containment
/// use the rings as given (double precision); cutting holes and insetting go through integer
/// micrometres, so those results are exact to 1 um in position.
class Outline {
public:
    /// Rectangle of the given size about `centre`.
    static Outline rectangle(Length width, Length height, Point centre = {});
    /// Ellipse with the given full axes about `centre`, as a polygon of 720 edges whose area is the
    /// ellipse's to rounding.
    static Outline ellipse(Length width, Length height, Point centre = {});
    /// A polygon in either orientation; repeated neighbouring corners count once. Throws
    /// std::invalid_argument naming the fault for a corner that is not finite, fewer than three
    /// corners, zero area, or edges that cross or touch.
    static Outline polygon(Ring ring);
    /// What rings in any direction enclose by a fill rule: one ring as polygon() takes it, several
    /// cut out of each other (1 um). Throws as polygon() does for each ring, and when nothing is
    /// enclosed.
    static Outline filled(const std::vector<Ring>& rings, FillRule rule);
    /// Everything that lies in one of the outlines (1 um when there are several).
    static Outline united(const std::vector<Outline>& outlines);
    /// The rings as they are: oriented as above and not crossing, which is not checked.
    static Outline of_rings(std::vector<Ring> rings) { return Outline(std::move(rings)); }

    /// Nothing: no ring, zero area.
    Outline() = default;

    /// This outline without `hole`. A hole that lies strictly inside keeps its own coordinates and
    /// one wholly outside changes nothing; one that meets the border is cut (1 um). Throws
    /// std::invalid_argument when nothing is left.
    Outline without(const Outline& hole) const;

    /// All points farther than `margin` from the border (holes included); may have no ring.
    Outline inset(Length margin) const;
    Outline rotated(Angle angle, Point centre) const;
    Outline shifted(Point by) const;

    bool empty() const { return rings_.empty(); }
    const std::vector<Ring>& rings() const { return rings_; }
    /// Square millimetres, holes taken off.
    double area() const;
    /// Of an outline that is not empty.
    Box bounding_box() const;
    /// Centre of gravity of the area; the outline must not be empty.
    Point centroid() const;
    /// Inside, or on the border to kBorderTolerance.
    bool contains(Point p) const;
    /// Distance to the nearest edge, mm; never negative; infinite without a ring.
    double distance_to_border(Point p) const;

private:
    explicit Outline(std::vector<Ring> rings) : rings_(std::move(rings)) {}

    std::vector<Ring> rings_;
};

}  // namespace mesogrid
