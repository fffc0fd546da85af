#pragma once

#include <cmath>

namespace mesogrid::models {

/// Calls add(low, high) for every image of the slab [top, bottom] that a mirror at depth 0 and one
/// at `depth` make within `reach` of `centre`; mm. What a shape holds in those intervals of the
/// unfolded line is what it holds in the slab: nothing passes the surface or the bottom.
template <class Add>
void for_each_image(
    double top, double bottom, double depth, double centre, double reach, Add&& add) {
    const int first = static_cast<int>(std::floor((centre - reach) / (2.0 * depth))) - 1;
    const int last = static_cast<int>(std::ceil((centre + reach) / (2.0 * depth))) + 1;
    const auto visit = [&](double low, double high) {
        if (high > centre - reach && low < centre + reach) add(low, high);
    };
    for (int n = first; n <= last; ++n) {
        const double period = 2.0 * depth * n;
        visit(period - bottom, period - top);
        visit(period + top, period + bottom);
    }
}

/// The same for a point: calls add(image) for every image of depth z.
template <class Add>
void for_each_image(double z, double depth, double centre, double reach, Add&& add) {
    const int first = static_cast<int>(std::floor((centre - reach) / (2.0 * depth))) - 1;
    const int last = static_cast<int>(std::ceil((centre + reach) / (2.0 * depth))) + 1;
    for (int n = first; n <= last; ++n) {
        const double period = 2.0 * depth * n;
        for (const double image : {period - z, period + z}) {
            if (std::abs(image - centre) < reach) add(image);
        }
    }
}

}  // namespace mesogrid::models
