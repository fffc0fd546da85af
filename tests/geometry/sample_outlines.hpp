#pragma once

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "engine/geometry/outline.hpp"

/// Outlines of many kinds that the geometry tests run over.
namespace mesogrid::sample_outlines {

/// A star of `corners` corners with radii between 6 and 20 mm, without any symmetry.
inline Outline star(int corners) {
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners;
        const double radius = 13.0 + 4.0 * std::cos(5.0 * angle + 0.3) + 2.9 * std::sin(17.0 * i);
        ring.push_back({1.3 + radius * std::cos(angle), -0.7 + radius * std::sin(angle)});
    }
    return Outline::polygon(ring);
}

inline Outline l_shape() {
    return Outline::polygon({{-10, -10}, {14, -10}, {14, -2}, {0, -2}, {0, 12}, {-10, 12}});
}

inline Outline with_two_holes() {
    return Outline::rectangle(40.0 * units::mm, 30.0 * units::mm)
        .without(Outline::ellipse(8.0 * units::mm, 6.0 * units::mm, {-9.0, 3.0}))
        .without(Outline::polygon({{6, -5}, {12, -4}, {9, 4}}));
}

inline std::vector<Outline> all() {
    return {Outline::rectangle(20.0 * units::mm, 16.0 * units::mm),
            Outline::rectangle(19.37 * units::mm, 15.81 * units::mm, {0.11, -0.23}),
            Outline::rectangle(25.0 * units::mm, 17.0 * units::mm).rotated(30.0 * units::deg, {}),
            Outline::ellipse(30.0 * units::mm, 22.0 * units::mm, {0.4, 0.2}),
            l_shape(),
            with_two_holes(),
            star(61)};
}

}  // namespace mesogrid::sample_outlines
