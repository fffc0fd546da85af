#include "models/depots/ball.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

#include "models/depots/ball_shape.hpp"

#include "tests/support/formation.hpp"

namespace mesogrid::models {
namespace {

using support::Formation;
using support::puncture_at;
using support::read_table;

/// Transform of a whole ball: 3 (sin x - x cos x)/x^3, x = k R.
double ball_transform(double x) {
    return 3.0 * (std::sin(x) - x * std::cos(x)) / (x * x * x);
}

TEST(BallShape, TransformsAsAWholeBall) {
    const double radius = 1.7;
    const BallShape shape(radius, 3.0, 6.0);
    for (const double k : {0.3, 1.0, 5.0, 20.0, 60.0}) {
        EXPECT_NEAR(shape.transform(k, 0.0, 6.0), ball_transform(k * radius), 1e-13) << "k " << k;
    }
}

TEST(BallShape, SumsItsSlabsToTheWhole) {
    const BallShape shape(1.7, 1.0, 6.0);  // reaches above the surface: reflected
    for (const double k : {0.0, 0.7, 8.0}) {
        double sum = 0.0;
        for (int j = 0; j < 60; ++j) sum += shape.transform(k, 0.1 * j, 0.1 * (j + 1));
        const double whole = k == 0.0 ? 1.0 : ball_transform(1.7 * k);
        EXPECT_NEAR(sum, whole, 2e-13) << "k " << k;  // 60 slabs of 1e-15 and rounding of 0.1 j
    }
}

TEST(BallShape, TransformsASlabLikeItsEnclosedAmount) {
    // integral of J0(k r) dE(r) = J0(k R) E(R) + k integral of J1(k r) E(r) dr, by Simpson
    const BallShape shape(1.0, 2.0, 6.0);
    const double k = 3.0;
    const int n = 4000;
    double sum = 0.0;
    for (int i = 0; i <= n; ++i) {
        const double r = static_cast<double>(i) / n;
        const double weight = i == 0 || i == n ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
        sum += weight * k * std::cyl_bessel_j(1.0, k * r) * shape.enclosed(r, 1.4, 2.2);
    }
    const double found =
        sum / (3.0 * n) + std::cyl_bessel_j(0.0, k) * shape.enclosed(1.0, 1.4, 2.2);
    // E has a square-root corner where the slab's face leaves the ball: (1/n)^1.5 = 4e-6
    EXPECT_NEAR(shape.transform(k, 1.4, 2.2), found, 4e-6);
}

TEST(BallShape, EnclosesThePartsOfTheUnitSphere) {
    const BallShape shape(1.0, 2.0, 6.0);
    EXPECT_NEAR(shape.enclosed(1.0, 0.0, 6.0), 1.0, 1e-15);
    // cylinder through a sphere: 1 - (1 - r^2)^(3/2)
    EXPECT_NEAR(shape.enclosed(0.6, 0.0, 6.0), 1.0 - std::pow(1.0 - 0.36, 1.5), 1e-15);
    // cap above height 1/2: (1/4)(2 - 3 u + u^3)
    EXPECT_NEAR(shape.share(2.5, 6.0), 0.25 * (2.0 - 1.5 + 0.125), 1e-15);
    EXPECT_EQ(shape.enclosed(5.0, 3.0, 6.0), 0.0);
}

TEST(BallShape, StaysBelowItsBoundOfHighWavenumbers) {
    const BallShape shape(1.3, 2.0, 6.0);
    const double k = shape.highest_wavenumber(1e-3);
    for (int i = 0; i < 40; ++i) {
        EXPECT_LE(std::abs(shape.transform(k * (1.0 + 0.05 * i), 1.5, 2.4)), 1e-3);
    }
}

TEST(BallDepot, HasTheRadiusOfItsVolume) {
    const Formation skin;
    const BallDepot model(0.2);
    const Puncture puncture = puncture_at({}, 3.0, 20.0, 4.0);
    // (4/3) pi r^3 share = V
    const double radius = model.reach(puncture, skin.context()).base();
    EXPECT_NEAR(4.0 / 3.0 * std::numbers::pi * radius * radius * radius * 0.2, 16.0, 1e-13);
    const Depot depot = model.form({&puncture, 1}, 4, skin.context()).front();
    EXPECT_EQ(depot.shape->support_radius(), radius);
    EXPECT_EQ(depot.puncture, 4U);
    EXPECT_EQ(depot.fluid, 16.0 * units::uL);
}

TEST(BallDepot, TellsVolumesApart) {
    const Formation skin;
    const BallDepot model = read_table<BallDepot>("share = 0.5");
    EXPECT_NE(model.class_key(puncture_at({}, 3.0, 20.0), skin.context()),
              model.class_key(puncture_at({}, 3.0, 21.0), skin.context()));
    EXPECT_EQ(model.class_key(puncture_at({1, 2}, 3.0, 20.0), skin.context()),
              model.class_key(puncture_at({3, 4}, 3.0, 20.0), skin.context()));
    EXPECT_THROW(read_table<BallDepot>("share = 0.0"), InputError);
}

}  // namespace
}  // namespace mesogrid::models
