#include "models/patterns/named_points.hpp"

#include <algorithm>
#include <set>

#include "models/patterns/fractions.hpp"
#include "models/patterns/own_delivery.hpp"

namespace mesogrid::models {
namespace {

/// Left and right end of what the outline spans at a height: of the edges that meet it.
Point span_at(const Outline& outline, double y) {
    const Box box = outline.bounding_box();
    double left = box.high.x;
    double right = box.low.x;
    for (const Ring& ring : outline.rings()) {
        Point a = ring.back();
        for (const Point b : ring) {
            if (std::min(a.y, b.y) <= y + kBorderTolerance &&
                std::max(a.y, b.y) >= y - kBorderTolerance) {
                const double rise = b.y - a.y;
                const bool level = std::abs(rise) <= kBorderTolerance;
                const double share = level ? 0.0 : std::clamp((y - a.y) / rise, 0.0, 1.0);
                const double x = a.x + share * (b.x - a.x);
                left = std::min({left, x, level ? b.x : x});
                right = std::max({right, x, level ? b.x : x});
            }
            a = b;
        }
    }
    return {left, right};
}

NamedPoints::Named read_named(Params& entry) {
    NamedPoints::Named named;
    named.name = entry.read(TextKey{
        .name = "name", .meaning = "what messages call the point, e.g. \"zygoma\"", .longest = 60});
    const auto at = entry.read_list(
        fraction_key("at", "shares of width and height, from the lower left"), 2, 2);
    if (!entry.has("at"))
        entry.fault("", 208, "the point has no place", R"(at = ["50 %", "50 %"])");
    named.at = fraction(at, {0.5, 0.5});
    const OwnDelivery own = read_own_delivery(entry);
    named.depth = own.depth;
    named.volume = own.volume;
    return named;
}

}  // namespace

NamedPoints NamedPoints::read(Params& params) {
    std::vector<Named> named;
    std::set<std::string> names;
    for (Params& entry :
         params.groups({.name = "points", .meaning = "the points in visiting order"}, 1, 1000)) {
        named.push_back(read_named(entry));
        if (!names.insert(named.back().name).second) {
            entry.fault("name", 377, "two points have this name");
        }
    }
    const std::size_t sides = params.read(ChoiceKey{
        .name = "sides",
        .meaning = "one: as listed; both: then their mirror images about the middle of the width",
        .words = {"one", "both"},
        .fallback = 0,
        .source = "as listed"});
    const auto within = static_cast<Within>(
        params.read(ChoiceKey{.name = "within",
                              .meaning = "shares of what: the bounding box, or the outline (its "
                                         "width at the height of the point)",
                              .words = {"box", "outline"},
                              .fallback = 0,
                              .source = "the bounding box"}));
    if (sides == 1) {
        const std::size_t count = named.size();
        for (std::size_t i = 0; i < count; ++i) {
            Named mirrored = named[i];
            mirrored.name += " (other side)";
            mirrored.at.x = 1.0 - mirrored.at.x;
            named.push_back(std::move(mirrored));
        }
    }
    return {std::move(named), within};
}

std::vector<PatternPoint> NamedPoints::points(const PatternArea& area) const {
    const Box box = area.outline.bounding_box();
    std::vector<PatternPoint> points;
    for (const Named& named : named_) {
        const double y = box.low.y + named.at.y * box.height();
        const Point span =
            within_ == Within::box ? Point{box.low.x, box.high.x} : span_at(area.outline, y);
        points.push_back({{span.x + named.at.x * (span.y - span.x), y}, named.depth, named.volume});
    }
    return points;
}

}  // namespace mesogrid::models
