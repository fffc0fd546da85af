#include "models/patterns/around_centre.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/error.hpp"

namespace mesogrid::models {
namespace {

constexpr double kMostWalked = 1e7;

bool within(Point p, const Box& box) {
    return p.x >= box.low.x - kBorderTolerance && p.x <= box.high.x + kBorderTolerance &&
           p.y >= box.low.y - kBorderTolerance && p.y <= box.high.y + kBorderTolerance;
}

}  // namespace

AroundCentre::AroundCentre(const PatternArea& area, double rim)
    : centre_(area.anchor.value_or(area.outline.bounding_box().centre())),
      box_(area.outline.bounding_box().enlarged(area.overhang.base())),
      wide_(box_.enlarged(rim)) {}

double AroundCentre::reach() const {
    const double x = std::max(centre_.x - wide_.low.x, wide_.high.x - centre_.x);
    const double y = std::max(centre_.y - wide_.low.y, wide_.high.y - centre_.y);
    return std::hypot(x, y);
}

void AroundCentre::require_walkable(double share) const {
    require_few(wide_.width() * wide_.height() / share);
    if (std::numbers::pi * reach() * reach() / share <= kMostWalked) return;
    throw InputError(Diagnostic{.code = 318,
                                .key = "target.anchor",
                                .problem = "the centre of the pattern is so far from the area that "
                                           "more than 10000000 positions lie around it",
                                .suggestion = "an anchor nearer to the area, or a wider spacing"});
}

void AroundCentre::add_if_near(Point offset, std::vector<Point>& points) const {
    const Point position = centre_ + offset;
    if (within(position, wide_)) points.push_back(position);
}

}  // namespace mesogrid::models
