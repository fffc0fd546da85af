#include "models/patterns/fan.hpp"

#include <cmath>
#include <numbers>

#include "models/patterns/around_centre.hpp"
#include "models/patterns/fractions.hpp"

namespace mesogrid::models {
namespace {

constexpr double kFullCircle = 2.0 * std::numbers::pi;

Angle read_angle(Params& params,
                 std::string_view name,
                 std::string_view meaning,
                 Angle least,
                 Angle most,
                 Angle fallback,
                 std::string_view source) {
    return params.read(QuantityKey<Angle>{.name = name,
                                          .meaning = meaning,
                                          .unit = "deg",
                                          .minimum = least,
                                          .maximum = most,
                                          .fallback = fallback,
                                          .source = source});
}

}  // namespace

Fan Fan::read(Params& params) {
    using units::deg;
    Shape shape;
    shape.spacing = params.read(spacing_key("spacing", "distance between punctures along a ray"));
    shape.rays = static_cast<int>(params.read(
        IntegerKey{.name = "rays", .meaning = "number of rays", .minimum = 1, .maximum = 360}));
    shape.opening = read_angle(params,
                               "opening",
                               "angle from the first to the last ray; 360 deg makes a star",
                               0.0 * deg,
                               360.0 * deg,
                               90.0 * deg,
                               "a quarter of a circle");
    shape.direction = read_angle(params,
                                 "direction",
                                 "of the middle of the fan, from x towards y",
                                 -360.0 * deg,
                                 360.0 * deg,
                                 90.0 * deg,
                                 "upwards from the lower border");
    shape.entry = fraction(
        params.read_list(fraction_key("entry",
                                      "where the rays begin without an anchor: shares of the "
                                      "bounding box's width and height; default 50 %, 0 %"),
                         2,
                         2),
        {0.5, 0.0});
    if (shape.rays > 1 && shape.opening == Angle{}) {
        params.fault("opening", 206, "several rays need an opening between them", "above 0 deg");
    }
    return Fan(shape);
}

double Fan::step() const {
    if (shape_.rays < 2) return kFullCircle;
    const double opening = shape_.opening.base();
    const bool star = opening > kFullCircle - 1e-9;
    return opening / (star ? shape_.rays : shape_.rays - 1);
}

std::vector<Point> Fan::positions(const PatternArea& area) const {
    PatternArea from_entry = area;
    const Box box = area.outline.bounding_box();
    if (!area.anchor) {
        from_entry.anchor =
            box.low + Point{shape_.entry.x * box.width(), shape_.entry.y * box.height()};
    }
    const AroundCentre around(from_entry, 0.0);
    const double spacing = shape_.spacing.base();
    require_few(shape_.rays * around.reach() / spacing);
    const double first =
        shape_.direction.base() - (shape_.rays > 1 ? 0.5 * (shape_.rays - 1) * step() : 0.0);
    std::vector<Point> points;
    for (int ray = 0; ray < shape_.rays; ++ray) {
        const double angle = first + ray * step();
        for (int k = 1; k * spacing <= around.reach() + kBorderTolerance; ++k) {
            const double radius = k * spacing;
            around.add_if_near({radius * std::cos(angle), radius * std::sin(angle)}, points);
        }
    }
    return points;
}

Length Fan::minimum_distance() const {
    // The first punctures of neighbouring rays lie 2 spacing sin(step/2) apart.
    const double chord = 2.0 * std::sin(0.5 * std::min(step(), std::numbers::pi));
    return shape_.rays < 2 ? shape_.spacing : std::min(1.0, chord) * shape_.spacing;
}

}  // namespace mesogrid::models
