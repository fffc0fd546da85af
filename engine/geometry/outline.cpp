#include "engine/geometry/outline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <string>

#include "engine/base/contracts.hpp"
#include "engine/geometry/crossings.hpp"
#include "engine/geometry/micrometre_clipping.hpp"
#include "engine/geometry/ring_measures.hpp"

namespace mesogrid {
namespace {

constexpr int kEllipseEdges = 720;
constexpr int kQuadrant = kEllipseEdges / 4;

/// Corner i of the regular polygon of unit circumradius, built from one eighth so that mirrored and
/// quarter-turned corners have the same bits.
Point unit_corner(int i) {
    const int quadrant = i / kQuadrant;
    const int within = i % kQuadrant;
    const auto cosine = [](int step) {
        const double angle = 2.0 * std::numbers::pi * step / kEllipseEdges;
        if (2 * step <= kQuadrant) return std::cos(angle);
        return std::sin(2.0 * std::numbers::pi * (kQuadrant - step) / kEllipseEdges);
    };
    const double c = cosine(within);
    const double s = cosine(kQuadrant - within);
    const std::array<Point, 4> turned = {Point{c, s}, Point{-s, c}, Point{-c, -s}, Point{s, -c}};
    return turned[static_cast<std::size_t>(quadrant)];
}

void require_finite(const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (std::isfinite(ring[i].x) && std::isfinite(ring[i].y)) continue;
        throw std::invalid_argument("corner " + std::to_string(i + 1) + " is not finite");
    }
}

Ring without_repeats(Ring ring) {
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    return ring;
}

Box box_of(const std::vector<Ring>& rings) {
    Box box{rings.front().front(), rings.front().front()};
    for (const Ring& ring : rings) {
        for (const Point p : ring) {
            box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
            box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
        }
    }
    return box;
}

template <class Change>
std::vector<Ring> changed(std::vector<Ring> rings, Change&& change) {
    for (Ring& ring : rings) {
        for (Point& p : ring) p = change(p);
    }
    return rings;
}

/// How many of the corners lie in `outline`: none, some or all of them.
enum class Share { none, some, all };

Share corners_inside(const std::vector<Ring>& rings, const Outline& outline) {
    bool any = false;
    bool every = true;
    for (const Ring& ring : rings) {
        for (const Point p : ring) {
            const bool inside = outline.contains(p);
            any = any || inside;
            every = every && inside;
        }
    }
    if (!any) return Share::none;
    return every ? Share::all : Share::some;
}

}  // namespace

Outline Outline::rectangle(Length width, Length height, Point centre) {
    MESOGRID_EXPECTS(width.base() > 0.0 && height.base() > 0.0);
    const double x = 0.5 * width.base();
    const double y = 0.5 * height.base();
    return Outline({{centre + Point{-x, -y},
                     centre + Point{x, -y},
                     centre + Point{x, y},
                     centre + Point{-x, y}}});
}

Outline Outline::ellipse(Length width, Length height, Point centre) {
    MESOGRID_EXPECTS(width.base() > 0.0 && height.base() > 0.0);
    // Inscribed polygon: area = (n/2) sin(2 pi/n) a b; stretched to pi a b.
    const double angle = 2.0 * std::numbers::pi / kEllipseEdges;
    const double stretch = std::sqrt(angle / std::sin(angle));
    Ring ring;
    ring.reserve(kEllipseEdges);
    for (int i = 0; i < kEllipseEdges; ++i) {
        const Point corner = unit_corner(i);
        ring.push_back({centre.x + 0.5 * width.base() * stretch * corner.x,
                        centre.y + 0.5 * height.base() * stretch * corner.y});
    }
    return Outline({std::move(ring)});
}

Outline Outline::polygon(Ring ring) {
    require_finite(ring);
    ring = without_repeats(std::move(ring));
    if (ring.size() < 3) throw std::invalid_argument("a polygon needs three different corners");
    const Box box = box_of({ring});
    const double extent = std::max(box.width(), box.height());
    const double area = geometry::moments(ring, box.centre()).area;
    if (const auto crossing = geometry::first_crossing(ring)) {
        throw std::invalid_argument("the edges after corner " +
                                    std::to_string(crossing->first + 1) + " and after corner " +
                                    std::to_string(crossing->second + 1) + " cross or touch");
    }
    // Below this the area is rounding of the products of coordinates.
    if (std::abs(area) <= 1e-14 * extent * extent) {
        throw std::invalid_argument("the polygon has no area");
    }
    if (area < 0.0) std::reverse(ring.begin(), ring.end());
    return Outline({std::move(ring)});
}

Outline Outline::filled(const std::vector<Ring>& rings, FillRule rule) {
    std::vector<Outline> polygons;
    polygons.reserve(rings.size());
    for (const Ring& ring : rings) polygons.push_back(polygon(ring));
    if (polygons.size() == 1) return polygons.front();
    Outline all(geometry::filled(rings, rule));
    if (all.empty()) throw std::invalid_argument("the rings enclose nothing");
    return all;
}

Outline Outline::united(const std::vector<Outline>& outlines) {
    if (outlines.size() == 1) return outlines.front();
    std::vector<Ring> rings;
    for (const Outline& outline : outlines) {
        rings.insert(rings.end(), outline.rings_.begin(), outline.rings_.end());
    }
    return Outline(geometry::filled(rings, FillRule::nonzero));
}

Outline Outline::without(const Outline& hole) const {
    if (empty() || hole.empty()) return *this;
    if (!geometry::borders_meet(rings_, hole.rings_) &&
        corners_inside(rings_, hole) == Share::none) {
        const Share share = corners_inside(hole.rings_, *this);
        if (share == Share::none) return *this;
        if (share == Share::all) {
            std::vector<Ring> rings = rings_;
            for (const Ring& ring : hole.rings_) rings.emplace_back(ring.rbegin(), ring.rend());
            return Outline(std::move(rings));
        }
    }
    Outline rest(geometry::difference(rings_, hole.rings_));
    if (rest.empty()) throw std::invalid_argument("the hole leaves nothing of the area");
    return rest;
}

Outline Outline::inset(Length margin) const {
    MESOGRID_EXPECTS(margin.base() >= 0.0);
    if (margin.base() == 0.0) return *this;
    return Outline(geometry::shrunk(rings_, margin.base()));
}

Outline Outline::rotated(Angle angle, Point centre) const {
    return Outline(
        changed(rings_, [&](Point p) { return mesogrid::rotated(p, angle.base(), centre); }));
}

Outline Outline::shifted(Point by) const {
    return Outline(changed(rings_, [&](Point p) { return p + by; }));
}

double Outline::area() const {
    if (empty()) return 0.0;
    return geometry::moments(rings_, bounding_box().centre()).area;
}

Box Outline::bounding_box() const {
    MESOGRID_EXPECTS(!empty());
    return box_of(rings_);
}

Point Outline::centroid() const {
    const Point reference = bounding_box().centre();
    return geometry::moments(rings_, reference).centroid(reference);
}

bool Outline::contains(Point p) const {
    bool inside = false;
    bool on_border = false;
    for (const Ring& ring : rings_) {
        geometry::for_each_edge(ring, [&](Point a, Point b) {
            on_border = on_border ||
                        geometry::squared_distance(p, a, b) <= kBorderTolerance * kBorderTolerance;
            // An edge counts when it crosses the ray from p towards +x; half-open in y.
            if ((a.y > p.y) == (b.y > p.y)) return;
            const bool left_of_edge = geometry::turn(a, b, p) > 0.0;
            if (left_of_edge == (b.y > a.y)) inside = !inside;
        });
    }
    return inside || on_border;
}

double Outline::distance_to_border(Point p) const {
    double squared = std::numeric_limits<double>::infinity();
    for (const Ring& ring : rings_) {
        geometry::for_each_edge(ring, [&](Point a, Point b) {
            squared = std::min(squared, geometry::squared_distance(p, a, b));
        });
    }
    return std::sqrt(squared);
}

}  // namespace mesogrid
