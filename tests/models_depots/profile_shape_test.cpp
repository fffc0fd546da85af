#include "models/depots/profile_shape.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/numerics/quadrature.hpp"

namespace mesogrid::models {
namespace {

using std::numbers::pi;

const std::vector<double> kRadii = {0.0, 0.3, 0.5, 1.2, 2.0};
const std::vector<double> kDepths = {0.0, 0.1, 0.4, 1.0};
/// Rings outward, rows downward.
const std::vector<double> kParts = {0.0, 2.0, 1.0, 0.0, 3.0, 1.5, 0.0, 1.0, 4.0, 0.0, 0.5, 0.0};

ProfileShape shape() {
    return {kRadii, kDepths, kParts};
}

TEST(ProfileShape, HoldsItsAmountExactly) {
    const ProfileShape depot = shape();
    EXPECT_DOUBLE_EQ(depot.share(0.0, 1.0), 1.0);
    EXPECT_DOUBLE_EQ(depot.share(0.0, 0.1), 0.0);
    EXPECT_DOUBLE_EQ(depot.share(0.1, 0.4), 6.5 / 13.0);
    EXPECT_DOUBLE_EQ(depot.share(0.1, 0.25), 3.25 / 13.0);
    EXPECT_DOUBLE_EQ(depot.enclosed(0.3, 0.0, 1.0), 3.0 / 13.0);
    EXPECT_DOUBLE_EQ(depot.enclosed(9.0, -1.0, 9.0), 1.0);
    // within a ring by area
    EXPECT_DOUBLE_EQ(depot.enclosed(0.4, 0.0, 1.0),
                     (3.0 + 4.5 * (0.16 - 0.09) / (0.25 - 0.09)) / 13.0);
    EXPECT_DOUBLE_EQ(depot.density(1.0, 0.5), 4.0 / 13.0 / (pi * (1.44 - 0.25) * 0.6));
    EXPECT_EQ(depot.density(2.1, 0.5), 0.0);
    EXPECT_EQ(depot.support_radius(), 2.0);
}

TEST(ProfileShape, TransformsAsTheIntegralSays) {
    const ProfileShape depot = shape();
    const QuadratureRule rule = gauss_legendre(40);
    for (const double k : {0.0, 0.01, 1.0, 7.0, 30.0}) {
        double sum = 0.0;
        for (std::size_t i = 0; i + 1 < kRadii.size(); ++i) {
            sum += integrate(rule, kRadii[i], kRadii[i + 1], [&](double r) {
                const double column = 0.2 * depot.density(r, 0.3) + 0.3 * depot.density(r, 0.6);
                return 2.0 * pi * r * ::j0(k * r) * column;
            });
        }
        EXPECT_NEAR(depot.transform(k, 0.2, 0.7), sum, 1e-13) << k;
    }
}

TEST(ProfileShape, FillsRectanglesAsTheIntegralSays) {
    const ProfileShape depot = shape();
    for (const double x : {0.2, 0.9, 1.7, 5.0}) {
        for (const double y : {0.1, 0.6, 1.9, 3.0}) {
            // column by column: the length of each chord in each ring
            double sum = 0.0;
            constexpr int kStrips = 20000;
            for (int s = 0; s < kStrips; ++s) {
                const double at = x * (s + 0.5) / kStrips;
                double inner = 0.0;
                for (std::size_t i = 0; i + 1 < kRadii.size(); ++i) {
                    const double r = kRadii[i + 1];
                    const double chord = r > at ? std::min(y, std::sqrt(r * r - at * at)) : 0.0;
                    sum += (chord - inner) * 0.6 * depot.density(0.5 * (kRadii[i] + r), 0.7) * x /
                           kStrips;
                    inner = chord;
                }
            }
            EXPECT_NEAR(*depot.rectangle(x, y, 0.4, 1.0), sum, 1e-5) << x << ", " << y;
        }
    }
    EXPECT_DOUBLE_EQ(*depot.rectangle(9.0, 9.0, 0.0, 1.0), 0.25);
}

TEST(ProfileShape, DrawsAFaintTailInToTheRingWithinIt) {
    std::vector<double> parts = kParts;
    parts[9] = parts[11] = 0.0;
    parts[10] = 1e-9;
    const ProfileShape depot(kRadii, kDepths, parts);
    EXPECT_EQ(depot.support_radius(), 1.2);
    EXPECT_DOUBLE_EQ(depot.enclosed(1.2, 0.0, 1.0), 1.0);
}

}  // namespace
}  // namespace mesogrid::models
