#include "models/depots/gaussian.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/numerics/quadrature.hpp"

#include "models/depots/gaussian_shape.hpp"

#include "tests/support/formation.hpp"

namespace mesogrid::models {
namespace {

using support::Formation;
using support::puncture_at;
using support::read_table;
using units::mm;

TEST(GaussianShape, HoldsItsAmountWithinTheTissue) {
    for (const double centre : {0.0, 0.3, 1.0, 5.0, 5.875}) {
        const GaussianShape shape(1.0, 1.0, centre, 5.875);
        EXPECT_NEAR(shape.share(0.0, 5.875), 1.0, 1e-15) << "centre " << centre;
        EXPECT_NEAR(shape.share(0.0, 1.1) + shape.share(1.1, 5.875), 1.0, 1e-15);
    }
}

TEST(GaussianShape, IsReflectedManyTimesInAThinTissue) {
    // Much wider than the tissue: uniform in depth.
    const GaussianShape shape(1.0, 3.0, 0.2, 1.0);
    // images at pitch 2: the first harmonic of the density is 2 exp(-(pi 3)^2/2) = 1e-19
    EXPECT_NEAR(shape.share(0.0, 0.25), 0.25, 1e-15);
    EXPECT_NEAR(shape.density(0.0, 0.9), 1.0 / (2.0 * std::numbers::pi), 1e-15);
}

TEST(GaussianShape, TransformsIntoAGaussian) {
    const GaussianShape shape(0.7, 0.5, 1.0, 6.0);
    for (const double k : {0.0, 1.0, 4.0}) {
        EXPECT_NEAR(shape.transform(k, 0.5, 2.0),
                    std::exp(-0.5 * k * k * 0.49) * shape.share(0.5, 2.0),
                    1e-16);
    }
    EXPECT_NEAR(shape.transform(shape.highest_wavenumber(1e-12), 0.0, 6.0), 1e-12, 1e-15);
}

TEST(GaussianShape, EnclosesWhatItsDensityIntegratesTo) {
    const GaussianShape shape(0.7, 0.5, 1.0, 6.0);
    const QuadratureRule rule = gauss_legendre(40);
    const double radius = 1.1;
    const double found = integrate(rule, 0.0, radius, [&](double r) {
        return 2.0 * std::numbers::pi * r *
               integrate(rule, 0.4, 1.7, [&](double z) { return shape.density(r, z); });
    });
    EXPECT_NEAR(shape.enclosed(radius, 0.4, 1.7), found, 1e-14);
    // less than 1e-12 lies beyond the support
    EXPECT_NEAR(shape.enclosed(shape.support_radius(), 0.0, 6.0), 1.0, 1.0001e-12);
}

TEST(GaussianDepot, GivesEveryPunctureItsDeliveredVolume) {
    const Formation skin;
    const GaussianDepot model(1.0 * mm, 0.5 * mm);
    const std::vector<Puncture> punctures = {puncture_at({1.0, 2.0}, 1.0, 20.0, 5.0),
                                             puncture_at({6.0, 2.0}, 1.0, 30.0),
                                             puncture_at({1.0, 7.0}, 2.0, 20.0)};
    const std::vector<Depot> depots = model.form(punctures, 10, skin.context());
    ASSERT_EQ(depots.size(), 3U);
    EXPECT_EQ(depots[0].fluid, 15.0 * units::uL);
    EXPECT_EQ(depots[1].puncture, 11U);
    EXPECT_EQ(depots[2].axis, (Point{1.0, 7.0}));
    // The shape depends on depth, not on volume.
    EXPECT_EQ(depots[0].shape, depots[1].shape);
    EXPECT_NE(depots[0].class_key, depots[2].class_key);
    EXPECT_EQ(model.reach(punctures[0], skin.context()), 2.0 * mm);
}

TEST(GaussianDepot, ReadsOneWidthOrTwo) {
    const Formation skin;
    const Puncture puncture = puncture_at({}, 1.0, 20.0);
    const auto key = [&](const std::string& text) {
        return read_table<GaussianDepot>(text).class_key(puncture, skin.context());
    };
    EXPECT_EQ(key("sigma = \"1 mm\""),
              GaussianDepot(1.0 * mm, 1.0 * mm).class_key(puncture, skin.context()));
    EXPECT_EQ(key("sigma = \"1 mm\"\nsigma_vertical = \"0.4 mm\""),
              GaussianDepot(1.0 * mm, 0.4 * mm).class_key(puncture, skin.context()));
    EXPECT_EQ(key("sigma_lateral = \"2 mm\"\nsigma_vertical = \"0.4 mm\""),
              GaussianDepot(2.0 * mm, 0.4 * mm).class_key(puncture, skin.context()));
    EXPECT_THROW(key("sigma_lateral = \"2 mm\""), InputError);
    EXPECT_THROW(key("sigma = \"0 mm\""), InputError);
}

}  // namespace
}  // namespace mesogrid::models
