/// V23: x -> s x, t -> s^2 t at the same diffusivity scales concentrations by s^-3.

#include <gtest/gtest.h>

#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

std::vector<double> concentrations(double s) {
    const double rate = 1e-3 / (s * s);
    support::TransportCase c({{0.5 * s, 2e-4, 0.0, 0.4}, {2.0 * s, 5e-4, rate, 0.2}},
                             support::raster_at(-3.0 * s, -2.0 * s, 0.5 * s, 12, 8),
                             Walls::mirrored);
    c.options.resolution = DepthResolution{
        .finest = 0.1 * s, .fine_depth = 1.0 * s, .growth = 0.2, .coarsest = 0.25 * s};
    const auto shape = support::gaussian(0.7 * s, 0.8 * s, c.depth());
    c.add(shape, {-1.2 * s, 0.3 * s}, 10.0);
    c.add(shape, {1.5 * s, -0.6 * s}, 6.0);
    c.ask(ExposureQuantity::concentration, Reduction::depth_mean, 0.2 * s, 1.3 * s, 700.0 * s * s);
    std::vector<double> values = c.solve().maps[0].values;
    for (double& value : values) value *= s * s * s;
    return values;
}

TEST(V23Scaling, KeepsTheFieldWhenLengthsAndTimesGrowTogether) {
    const std::vector<double> unit = concentrations(1.0);
    // Powers of two change exponents only; 3 and 10 round every number anew, a few hundred modes.
    EXPECT_LE(support::largest_difference(concentrations(2.0), unit), 1e-14 * support::peak(unit));
    EXPECT_LE(support::largest_difference(concentrations(3.0), unit), 1e-13 * support::peak(unit));
    EXPECT_LE(support::largest_difference(concentrations(10.0), unit), 1e-13 * support::peak(unit));
}

}  // namespace
}  // namespace mesogrid
