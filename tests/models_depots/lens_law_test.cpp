#include "models/depots/lens_law.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace mesogrid::models {
namespace {

using std::numbers::pi;

/// depot_volume by summing rings, from its definition (models.md 1).
double depot_volume_by_rings(double volume, double a, double l, double porosity, double share) {
    constexpr int kRings = 200000;
    const double peak = 1.5 * volume / (pi * a * a);
    const double least = share * peak / (porosity * l + peak);
    double sum = 0.0;
    for (int i = 0; i < kRings; ++i) {
        const double r = a * (i + 0.5) / kRings;
        const double w = peak * std::sqrt(1.0 - r * r / (a * a));
        if (w / (porosity * l + w) >= least) sum += 2.0 * pi * r * (a / kRings) * (l + w);
    }
    return sum;
}

struct Row {
    double volume, diameter, column, engaged, peak_share, depot_volume;
};

TEST(LensLaw, ReproducesTheTableOfTheReference) {
    // models.md 2.1: V, d, w0, l (cheek), peak f, depot_volume; figures as printed there
    const Row rows[] = {{1, 1.842, 0.563, 1.289, 0.522, 4.043},
                        {20, 5.000, 1.528, 1.3, 0.746, 44.31},
                        {50, 6.786, 2.074, 1.3, 0.800, 95.47},
                        {100, 8.550, 2.613, 1.3, 0.834, 172.84}};
    const LensLaw law;
    for (const Row& row : rows) {
        const double d = lens_diameter(law, row.volume, 0.0);
        const double w0 = peak_column(row.volume, 0.0, 0.5 * d);
        const double l = std::min(1.3, law.engaged * d);
        EXPECT_NEAR(d, row.diameter, 5e-4);
        EXPECT_NEAR(w0, row.column, 5e-4);
        EXPECT_NEAR(l, row.engaged, 5e-4);
        EXPECT_NEAR(w0 / (0.4 * l + w0), row.peak_share, 5e-4);
        const double depot = lens_depot_volume(law, row.volume, 0.5 * d, l, 0.4);
        EXPECT_NEAR(depot, row.depot_volume, row.volume == 1 ? 5e-4 : 5e-3);
        EXPECT_NEAR(depot, depot_volume_by_rings(row.volume, 0.5 * d, l, 0.4, 0.5), 1e-4 * depot);
    }
}

TEST(LensLaw, HoldsTheVolumeUnderItsColumn) {
    // w0 = 1.5 h, h the mean column: 4 V/(pi d^2)
    const LensLaw law;
    for (const double volume : {0.1, 20.0, 1000.0}) {
        const double d = lens_diameter(law, volume, 0.0);
        EXPECT_NEAR(peak_column(volume, 0.0, 0.5 * d), 6.0 * volume / (pi * d * d), 1e-13 * volume);
    }
}

TEST(LensLaw, GivesTheDiametersOfLines) {
    const LensLaw law;
    EXPECT_NEAR(lens_diameter(law, 20.0, 10.0), 2.834, 5e-4);  // models.md 2.4
    EXPECT_NEAR(lens_diameter(law, 50.0, 10.0), 4.285, 5e-4);
    for (const double length : {1e-9, 0.5, 40.0}) {
        // V = 0.2037 d (pi d^2/4 + L d), 0.2037 = 4 V0/(pi d0^3)
        const double d = lens_diameter(law, 30.0, length);
        EXPECT_NEAR(80.0 / (pi * 125.0) * d * (0.25 * pi * d * d + length * d), 30.0, 1e-12);
    }
    EXPECT_NEAR(lens_diameter(law, 30.0, 1e-9), lens_diameter(law, 30.0, 0.0), 1e-8);
}

TEST(LensLaw, FindsTheHighestColumnOfALine) {
    // lenses laid along 10 mm, summed in the middle
    constexpr int kLenses = 100000;
    const double a = 1.4;
    double sum = 0.0;
    for (int i = 0; i < kLenses; ++i) {
        const double s = (-5.0 + 10.0 * (i + 0.5) / kLenses) / a;
        if (s * s < 1.0) sum += 1.5 * 20.0 / kLenses / (pi * a * a) * std::sqrt(1.0 - s * s);
    }
    EXPECT_NEAR(peak_column(20.0, 10.0, a), sum, 1e-6 * sum);
    EXPECT_NEAR(peak_column(20.0, 1e-6, a), peak_column(20.0, 0.0, a), 1e-9);
}

TEST(LensLaw, GivesTheSemiAxesOfTheReference) {
    // models.md 2.2, with fat thick enough for all of them
    const BodyLaw fat{.share = 0.2, .aspect = 3.0, .onset = 100.0};
    const double rows[][3] = {{20, 4.15, 1.38},
                              {50, 5.64, 1.88},
                              {100, 7.10, 2.37},
                              {200, 8.25, 3.51},
                              {500, 10.33, 5.59}};
    for (const auto& [volume, a, b] : rows) {
        const Ellipsoid size = ellipsoid(fat, volume, 0.0, 50.0);
        EXPECT_NEAR(size.lateral, a, 6e-3) << volume;
        EXPECT_NEAR(size.vertical, b, 6e-3) << volume;
        EXPECT_NEAR(
            4.0 / 3.0 * pi * size.lateral * size.lateral * size.vertical * 0.2, volume, 1e-11);
        EXPECT_FALSE(size.flattened);
    }
}

TEST(LensLaw, FlattensABodyThatDoesNotFit) {
    const BodyLaw fat{.share = 0.2, .aspect = 3.0, .onset = 100.0};
    EXPECT_FALSE(ellipsoid(fat, 50.0, 0.0, 3.77).flattened);  // needs 3.76 mm (models.md 2.2)
    for (const double length : {0.0, 6.0}) {
        const Ellipsoid flat = ellipsoid(fat, 50.0, length, 2.0);
        EXPECT_TRUE(flat.flattened);
        EXPECT_EQ(flat.vertical, 1.0);
        const double a = flat.lateral;
        EXPECT_NEAR((4.0 / 3.0 * pi * a * a + pi * a * length) * 0.2, 50.0, 1e-12);
    }
    // a gel: a sphere, then flattened
    const Ellipsoid gel = ellipsoid({}, 50.0, 0.0, 10.0);
    EXPECT_NEAR(gel.lateral, std::cbrt(150.0 / (4.0 * pi)), 1e-13);
    EXPECT_NEAR(gel.vertical, gel.lateral, 1e-14);
    EXPECT_NEAR(ellipsoid({}, 50.0, 0.0, 3.0).lateral, std::sqrt(150.0 / (4.0 * pi * 1.5)), 1e-13);
}

TEST(LensLaw, GrowsWithoutAJumpAtTheOnset) {
    const BodyLaw fat{.share = 0.2, .aspect = 3.0, .onset = 100.0};
    const Ellipsoid before = ellipsoid(fat, 100.0 - 1e-6, 0.0, 50.0);
    const Ellipsoid after = ellipsoid(fat, 100.0 + 1e-6, 0.0, 50.0);
    EXPECT_NEAR(before.lateral, after.lateral, 1e-6);
    // equal outward growth: both semi-axes by the same length
    const Ellipsoid large = ellipsoid(fat, 300.0, 0.0, 50.0);
    EXPECT_NEAR(large.lateral - after.lateral, large.vertical - after.vertical, 1e-6);
}

}  // namespace
}  // namespace mesogrid::models
