#include "models/depots/lens_law.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/contracts.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

/// Root of a growing function between two bounds, to the last bit.
template <class Function>
double root_of(double low, double high, Function&& grows) {
    for (;;) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) return middle;
        (grows(middle) < 0.0 ? low : high) = middle;
    }
}

}  // namespace

double lens_diameter(const LensLaw& law, double volume, double length) {
    MESOGRID_EXPECTS(volume > 0.0 && length >= 0.0);
    const double point = law.diameter * std::pow(volume / law.volume, law.exponent);
    if (length == 0.0) return point;
    const auto excess = [&](double d) {
        const double column = 4.0 * law.volume / (pi * law.diameter * law.diameter) *
                              std::pow(d / law.diameter, 1.0 / law.exponent - 2.0);
        return column * d * (0.25 * pi * d + length) - volume;
    };
    return root_of(0.0, point, excess);
}

double peak_column(double volume, double length, double radius) {
    const double point = 1.5 * volume / (pi * radius * radius);
    if (length == 0.0) return point;
    const double s = std::min(1.0, 0.5 * length / radius);
    return point * radius / length * (s * std::sqrt(1.0 - s * s) + std::asin(s));
}

double lens_depot_volume(
    const LensLaw& law, double volume, double radius, double engaged_thickness, double porosity) {
    const double peak = peak_column(volume, 0.0, radius);
    const double fluid = porosity * engaged_thickness;
    const double least_share = law.depot_share * peak / (fluid + peak);
    const double x = fluid * least_share / (1.0 - least_share) / peak;
    return pi * radius * radius * (1.0 - x * x) * engaged_thickness + volume * (1.0 - x * x * x);
}

Ellipsoid ellipsoid(const BodyLaw& law, double volume, double length, double thickness) {
    MESOGRID_EXPECTS(volume > 0.0 && length >= 0.0 && thickness > 0.0 && law.share > 0.0);
    const double tissue = volume / law.share;
    const double onset = std::cbrt(0.75 * law.onset / (pi * law.share * law.aspect * law.aspect));
    const auto lateral = [&](double b) {
        return b <= onset ? law.aspect * b : (law.aspect - 1.0) * onset + b;
    };
    const auto excess = [&](double b) {
        const double a = lateral(b);
        return a * b * pi * (4.0 / 3.0 * a + length) - tissue;
    };
    const double most = std::cbrt(0.75 * tissue / pi);  // of the sphere: a is at least b
    const double b = root_of(0.0, most * (1.0 + 1e-12), excess);
    if (b <= 0.5 * thickness) return {lateral(b), b, false};
    // (4/3) a^2 + L a = tissue/(pi b): the positive root
    const double half = 0.5 * thickness;
    const double area = tissue / (pi * half);
    const double a = 2.0 * area / (length + std::sqrt(length * length + 16.0 / 3.0 * area));
    return {a, half, true};
}

}  // namespace mesogrid::models
