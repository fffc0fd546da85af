#include "tests/contracts/pattern_contract.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/params.hpp"
#include "engine/format/toml.hpp"
#include "engine/geometry/edge_policy.hpp"

namespace mesogrid::contracts {
namespace {

using units::deg;
using units::mm;

/// mm; positions are sums of a few coordinates of some hundred mm.
constexpr double kRounding = 1e-9;

struct NamedOutline {
    std::string name;
    Outline outline;
};

std::vector<NamedOutline> outlines() {
    const Outline polygon = Outline::polygon({{-30, -20}, {25, -26}, {33, 4}, {4, 31}, {-22, 24}});
    return {{"a 50 x 40 mm rectangle", Outline::rectangle(50.0 * mm, 40.0 * mm)},
            {"an ellipse", Outline::ellipse(70.0 * mm, 45.0 * mm, {12.0, -3.0})},
            {"a polygon with a hole",
             polygon.without(Outline::ellipse(14.0 * mm, 9.0 * mm, {2.0, 3.0}))},
            {"a 3 mm strip along x", Outline::rectangle(80.0 * mm, 3.0 * mm)},
            {"a 3 mm strip along y", Outline::rectangle(3.0 * mm, 80.0 * mm)}};
}

std::vector<Point> positions(const Pattern& pattern,
                             const Outline& outline,
                             std::optional<Point> anchor = std::nullopt,
                             Length overhang = {}) {
    return pattern.positions({.outline = outline, .overhang = overhang, .anchor = anchor});
}

double nearest(Point p, const std::vector<Point>& points) {
    double squared = std::numeric_limits<double>::infinity();
    for (const Point q : points) squared = std::min(squared, dot(p - q, p - q));
    return std::sqrt(squared);
}

bool alike(const std::vector<Point>& a, const std::vector<Point>& b, Point shift = {}) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](Point p, Point q) {
        return distance(p + shift, q) <= kRounding;
    });
}

bool same_positions(const std::vector<PatternPoint>& points, const std::vector<Point>& positions) {
    return std::equal(points.begin(),
                      points.end(),
                      positions.begin(),
                      positions.end(),
                      [](const PatternPoint& a, Point b) { return a.position == b; });
}

double least_distance(const std::vector<Point>& points) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) least = std::min(least, distance(points[i], points[k]));
    }
    return least;
}

/// Some place of the box (on a 21 x 21 raster with its corners) farther than `bound` from all
/// points.
bool leaves_gap(const std::vector<Point>& points, const Box& box, double bound) {
    for (int j = 0; j <= 20; ++j) {
        for (int i = 0; i <= 20; ++i) {
            const Point place{box.low.x + i / 20.0 * box.width(),
                              box.low.y + j / 20.0 * box.height()};
            if (nearest(place, points) > bound) return true;
        }
    }
    return false;
}

/// Collects broken promises of one pattern.
class Inspection {
public:
    explicit Inspection(const Pattern& pattern) : pattern_(pattern) {}

    void inspect(const NamedOutline& area) {
        area_ = area.name;
        const Outline& outline = area.outline;
        pitch_ = pattern_.pitch({.outline = outline});
        require(pitch_.base() > 0.0 && std::isfinite(pitch_.base()), "has no pitch");
        const std::vector<Point> points = positions(pattern_, outline);
        require(!points.empty(), "makes no position");
        require(std::all_of(points.begin(),
                            points.end(),
                            [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }),
                "makes a position that is not finite");
        const double minimum = pattern_.minimum_distance().base();
        require(least_distance(points) >= minimum - kRounding,
                "puts two positions nearer than its minimum distance");
        require(points == positions(pattern_, outline), "gives other bits for the same area");
        require(same_positions(pattern_.points({.outline = outline}), points),
                "has other points than positions");
        inspect_moves(outline, points);
        inspect_clipping(outline, points);
        if (pattern_.filling() != Filling::area) return;
        require(!leaves_gap(points, outline.bounding_box(), 2.0 * pitch_.base()),
                "leaves a part of the bounding box farther than two pitches from any position");
        if (pattern_.anchoring() == Anchoring::taken) inspect_anchor(outline);
        inspect_overhang(outline, points);
    }

    const std::vector<std::string>& broken() const { return broken_; }

    void require(bool kept, const std::string& promise) {
        if (!kept) broken_.push_back(promise + (area_.empty() ? "" : " over " + area_));
    }

private:
    void inspect_moves(const Outline& outline, const std::vector<Point>& points) {
        const Point centre = outline.bounding_box().centre();
        for (const Point shift : {Point{123.25, -77.125}, Point{-0.3, 411.7}}) {
            require(alike(points, positions(pattern_, outline.shifted(shift)), shift),
                    "does not follow a shift of the area");
            require(pattern_.anchoring() == Anchoring::none ||
                        alike(positions(pattern_, outline, centre),
                              positions(pattern_, outline.shifted(shift), centre + shift),
                              shift),
                    "does not follow a shift of area and anchor");
        }
        // The turned pattern is made in its own frame: the area is turned there and back.
        for (const Angle angle : {30.0 * deg, 90.0 * deg}) {
            const Outline there = outline.rotated(angle, centre);
            const Outline back = there.rotated(-angle, centre);
            require(alike(points, positions(pattern_, back)),
                    "is disturbed by the rounding of a turned area");
        }
    }

    void inspect_anchor(const Outline& outline) {
        const Point anchor = outline.bounding_box().centre() + Point{0.37, -0.91};
        const std::vector<Point> points = positions(pattern_, outline, anchor);
        require(nearest(anchor, points) <= kRounding, "does not pass through its anchor");
    }

    void inspect_overhang(const Outline& outline, const std::vector<Point>& points) {
        const std::vector<Point> wide = positions(pattern_, outline, std::nullopt, 1.5 * pitch_);
        require(std::all_of(points.begin(),
                            points.end(),
                            [&](Point p) { return nearest(p, wide) <= kRounding; }),
                "loses positions when it is given an overhang");
        require(least_distance(wide) >= pattern_.minimum_distance().base() - kRounding,
                "puts two positions of its overhang nearer than its minimum distance");
        require(
            !leaves_gap(
                wide, outline.bounding_box().enlarged(1.5 * pitch_.base()), 2.0 * pitch_.base()),
            "does not fill its overhang");
    }

    void inspect_clipping(const Outline& outline, const std::vector<Point>& points) {
        const std::vector<Point> kept =
            apply_edge_rule(points, outline, {.policy = EdgePolicy::clip});
        require(std::all_of(kept.begin(), kept.end(), [&](Point p) { return outline.contains(p); }),
                "lies outside after clipping");
        require(!kept.empty() || pattern_.filling() != Filling::area, "has nothing inside");
    }

    const Pattern& pattern_;
    Length pitch_;  ///< over the area inspected
    std::string area_;
    std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_pattern_promises(const CatalogRow<Pattern>& row) {
    std::shared_ptr<const Pattern> pattern;
    try {
        Params params(parse_toml(row.example, row.name + ".example"));
        pattern = read_model(params, PatternCatalog{row}, "kind", "the pattern");
        params.finish();
    } catch (const InputError& problem) {
        return {"cannot read its own example: " + std::string(problem.what())};
    }
    Inspection inspection(*pattern);
    inspection.require(!row.name.empty() && !row.summary.empty(), "has no name or no summary");
    inspection.require(pattern->minimum_distance().base() >= 0.0, "has no minimum distance");
    for (const NamedOutline& area : outlines()) inspection.inspect(area);
    return inspection.broken();
}

void check_pattern_contract(const CatalogRow<Pattern>& row) {
    for (const std::string& promise : broken_pattern_promises(row)) {
        ADD_FAILURE() << "pattern \"" << row.name << "\" " << promise;
    }
}

}  // namespace mesogrid::contracts
