#include "models/patterns/spiral.hpp"

#include <cmath>
#include <numbers>

#include "models/patterns/around_centre.hpp"

namespace mesogrid::models {
namespace {

Point polar(double radius, double angle) {
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// Length of r = angle from 0, in units of b: (angle sqrt(1 + angle^2) + asinh(angle))/2.
double unit_arc(double angle) {
    return 0.5 * (angle * std::sqrt(1.0 + angle * angle) + std::asinh(angle));
}

/// The angle at which unit_arc is `arc`: Newton from sqrt(2 arc), which lies above the root; the
/// arc is convex, so every step stays above it and the steps shrink to rounding.
double angle_of_arc(double arc) {
    double angle = std::sqrt(2.0 * arc);
    for (int round = 0; round < 50; ++round) {
        const double step = (unit_arc(angle) - arc) / std::sqrt(1.0 + angle * angle);
        angle -= step;
        if (std::abs(step) <= 1e-14 * (1.0 + angle)) break;
    }
    return angle;
}

std::vector<Point> archimedean(const AroundCentre& around, double along, double turn) {
    const double b = turn / (2.0 * std::numbers::pi);
    std::vector<Point> points;
    for (int k = 0;; ++k) {
        const double angle = angle_of_arc(k * along / b);
        if (b * angle > around.reach()) return points;
        around.add_if_near(polar(b * angle, angle), points);
    }
}

/// Vogel 1979, Math Biosci 44:179: puncture k at c sqrt(k) and k golden angles.
std::vector<Point> fermat(const AroundCentre& around, double spacing) {
    const double golden_angle = std::numbers::pi * (3.0 - std::sqrt(5.0));
    const double c = spacing / std::sqrt(std::numbers::pi);
    std::vector<Point> points;
    for (int k = 0;; ++k) {
        const double radius = c * std::sqrt(static_cast<double>(k));
        if (radius > around.reach()) return points;
        around.add_if_near(polar(radius, k * golden_angle), points);
    }
}

}  // namespace

Spiral Spiral::read(Params& params) {
    const std::size_t form = params.read(
        ChoiceKey{.name = "form",
                  .meaning = "archimedean: turns at one distance, punctures at equal arcs; fermat: "
                             "punctures at golden angles, equal area each",
                  .words = {"archimedean", "fermat"},
                  .fallback = 0,
                  .source = "the curve of a hand that goes round"});
    const Length spacing = params.read(spacing_key(
        "spacing", "archimedean: arc from puncture to puncture; fermat: root of the area of each"));
    QuantityKey<Length> turns = spacing_key(
        "turn_spacing", "distance between turns, archimedean only; default: the spacing");
    turns.source = "as far apart as the punctures along the curve";
    const auto turn_spacing = params.read_optional(turns);
    if (form == 1 && turn_spacing) {
        params.fault("turn_spacing", 333, "a fermat spiral has no turns to keep apart", "no key");
        return {SpiralForm::fermat, spacing, spacing};
    }
    return {static_cast<SpiralForm>(form), spacing, turn_spacing.value_or(spacing)};
}

std::vector<Point> Spiral::positions(const PatternArea& area) const {
    const double along = spacing_.base();
    const AroundCentre around(area, turn_spacing_.base());
    around.require_walkable(along * turn_spacing_.base());
    if (form_ == SpiralForm::fermat) return fermat(around, along);
    return archimedean(around, along, turn_spacing_.base());
}

Length Spiral::minimum_distance() const {
    if (form_ == SpiralForm::fermat) {
        return (1.0 / std::sqrt(std::numbers::pi)) * spacing_;
    }
    return 0.5 * std::min(spacing_, turn_spacing_);
}

}  // namespace mesogrid::models
