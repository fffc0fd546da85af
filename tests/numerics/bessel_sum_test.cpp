#include "engine/numerics/bessel_sum.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

std::vector<double> ascending(double from, double ratio, std::size_t count) {
    std::vector<double> nodes;
    for (double x = from; nodes.size() < count; x *= ratio) nodes.push_back(x);
    return nodes;
}

TEST(BesselSum, IsTheLibrarysFunctionTermByTerm) {
    // One node at a time, across the switch at 32 and far beyond: amplitudes fall as sqrt(2/pi x),
    // arguments are rounded, so x eps of an amplitude may differ between two good functions.
    for (const double x : ascending(0.01, 1.0137, 1300)) {
        const std::vector<double> node = {x};
        const std::vector<double> weight = {1.0};
        const BesselSum sum(node, weight);
        const double tolerance = 2e-15 + 2.3e-16 * std::sqrt(x);
        EXPECT_NEAR(sum.order_0(1.0), ::j0(x), tolerance) << x;
        EXPECT_NEAR(sum.order_1(1.0), ::j1(x), tolerance) << x;
    }
}

TEST(BesselSum, AddsEveryTermOnceWhateverIsLeftOverOfEight) {
    const std::vector<double> nodes = ascending(0.5, 1.31, 29);
    for (std::size_t count = 0; count <= nodes.size(); ++count) {
        const std::vector<double> some(nodes.begin(),
                                       nodes.begin() + static_cast<std::ptrdiff_t>(count));
        std::vector<double> weights(count);
        for (std::size_t i = 0; i < count; ++i) weights[i] = 1.0 / (1.0 + static_cast<double>(i));
        const BesselSum sum(some, weights);
        for (const double r : {0.0, 0.3, 7.0, 250.0}) {
            double order_0 = 0.0;
            double order_1 = 0.0;
            for (std::size_t i = 0; i < count; ++i) {
                order_0 += weights[i] * ::j0(some[i] * r);
                order_1 += weights[i] * ::j1(some[i] * r);
            }
            // rounding of 29 terms of at most 1, arguments up to 2.5e5
            EXPECT_NEAR(sum.order_0(r), order_0, 2e-13) << count << " terms at " << r;
            EXPECT_NEAR(sum.order_1(r), order_1, 2e-13) << count << " terms at " << r;
        }
    }
}

TEST(BesselSum, IsExactlyZeroOfOrderOneAtTheAxis) {
    const std::vector<double> nodes = ascending(0.5, 1.5, 20);
    EXPECT_EQ(BesselSum(nodes, nodes).order_1(0.0), 0.0);
}

}  // namespace
}  // namespace mesogrid
