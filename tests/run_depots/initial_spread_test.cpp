#include "engine/run/initial_spread.hpp"

#include <cmath>
#include <memory>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "models/depots/gaussian_shape.hpp"
#include "models/depots/lens_shape.hpp"

namespace mesogrid {
namespace {

Depot depot_of(std::shared_ptr<const DepotShape> shape, Point axis, double fluid) {
    return {.puncture = 0,
            .axis = axis,
            .fluid = Volume::from_base(fluid),
            .shape = std::move(shape),
            .class_key = ""};
}

TEST(InitialSpread, OfAGaussianIsItsWidth) {
    const auto shape = std::make_shared<const models::GaussianShape>(0.8, 0.3, 3.0, 6.0);
    const std::vector<Depot> one = {depot_of(shape, {4.0, 2.0}, 20.0)};
    const InitialSpread spread = initial_spread(one, Length::from_base(6.0));
    EXPECT_NEAR(spread.radius.base(), 0.8, 1e-10);
    EXPECT_NEAR(spread.radius_90.base(), 0.8 * std::sqrt(2.0 * std::log(10.0)), 1e-9);
    EXPECT_NEAR(spread.depth_10.base(), 3.0 - 1.2815515655446004 * 0.3, 1e-9);
    EXPECT_NEAR(spread.depth_90.base(), 3.0 + 1.2815515655446004 * 0.3, 1e-9);
}

TEST(InitialSpread, OfALensIsThatOfADome) {
    const auto shape = std::make_shared<const models::LensShape>(2.5, 0.2, 1.0);
    const std::vector<Depot> one = {depot_of(shape, {}, 20.0)};
    const InitialSpread spread = initial_spread(one, Length::from_base(6.0));
    // <r^2> = (2/5) a^2; 1 - (1 - r^2/a^2)^(3/2) = 0.9
    EXPECT_NEAR(spread.radius.base(), 2.5 * std::sqrt(0.2), 1e-6);
    EXPECT_NEAR(spread.radius_90.base(), 2.5 * std::sqrt(1.0 - std::pow(0.1, 2.0 / 3.0)), 1e-9);
    EXPECT_NEAR(spread.depth_10.base(), 0.3, 1e-9);
    EXPECT_NEAR(spread.depth_90.base(), 1.1, 1e-9);
}

TEST(InitialSpread, OfTwoDepotsOnOneAxisMixesThem) {
    const auto shallow = std::make_shared<const models::LensShape>(2.0, 0.0, 1.0);
    const auto deep = std::make_shared<const models::LensShape>(4.0, 2.0, 1.0);
    const std::vector<Depot> both = {depot_of(shallow, {1.0, 0.0}, 15.0),
                                     depot_of(deep, {1.0, 0.0}, 5.0)};
    const InitialSpread spread = initial_spread(both, Length::from_base(6.0));
    EXPECT_NEAR(spread.radius.base(), std::sqrt(0.2 * (0.75 * 4.0 + 0.25 * 16.0)), 1e-6);
    EXPECT_NEAR(spread.depth_10.base(), 0.1 / 0.75, 1e-9);
    EXPECT_NEAR(spread.depth_90.base(), 2.6, 1e-9);  // 0.75 + 0.25 * 0.6
}

TEST(InitialSpread, OfDepotsSideBySideIsAboutTheirCentre) {
    // Two narrow Gaussians, and their share within R of the middle by quadrature over the plane
    const double s = 0.5;
    const double away = 1.5;
    const auto shape = std::make_shared<const models::GaussianShape>(s, 0.3, 3.0, 6.0);
    const std::vector<Depot> pair = {depot_of(shape, {10.0 - away, 5.0}, 10.0),
                                     depot_of(shape, {10.0 + away, 5.0}, 10.0)};
    const InitialSpread spread = initial_spread(pair, Length::from_base(6.0));
    EXPECT_NEAR(spread.radius.base(), std::sqrt(s * s + 0.5 * away * away), 1e-10);
    const double r90 = spread.radius_90.base();
    double share = 0.0;
    constexpr int kSteps = 2000;
    for (int i = 0; i < kSteps; ++i) {
        // strips in x; across, a normal distribution cut at the circle
        const double x = r90 * (-1.0 + 2.0 * (i + 0.5) / kSteps);
        const double u = (x - away) / s;
        const double half = std::sqrt(r90 * r90 - x * x);
        share += 2.0 * r90 / kSteps * std::exp(-0.5 * u * u) /
                 (s * std::sqrt(2.0 * std::numbers::pi)) * std::erf(half / (s * std::sqrt(2.0)));
    }
    // 0.1 % of r90 moves the share by about 0.002
    EXPECT_NEAR(share, 0.9, 2e-3);
}

}  // namespace
}  // namespace mesogrid
