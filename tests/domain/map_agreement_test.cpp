#include "engine/domain/map_agreement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

namespace mesogrid {
namespace {

using units::mm;

template <class Dose>
Map map_of(const Raster& raster, Dose dose) {
    Map map{raster, {}};
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) map.values.push_back(dose(raster.centre(i, j)));
    }
    return map;
}

constexpr Raster kRaster{{0.0, 0.0}, 0.25, 60, 44};
const AgreementCriteria kGolden{
    .distance = 1.0 * mm, .dose = 3.0, .tolerance = DoseTolerance::absolute, .low_dose = 0.0};

TEST(Gamma, OfAShiftedRampIsTheGoldenValue) {
    // g l/sqrt(DD^2 + g^2 dd^2) with g = 2, l = 0.7, DD = 3, dd = 1 (metrics.md 6.4), away from the
    // borders, where the ramp ends; along x, along y and aslant.
    for (const Point along : {Point{1.0, 0.0}, {0.0, 1.0}, {0.6, 0.8}}) {
        const auto ramp = [&](double shift) {
            return map_of(kRaster, [&](Point p) { return 2.0 * (dot(p, along) + shift); });
        };
        const Agreement agreement = gamma(ramp(0.0), ramp(0.7), kGolden);
        EXPECT_NEAR(agreement.values.values[kRaster.index(30, 22)], 0.388290, 5e-7);
        const Agreement back = gamma(ramp(0.7), ramp(0.0), kGolden);
        EXPECT_NEAR(back.values.values[kRaster.index(30, 22)], 1.4 / std::sqrt(13.0), 1e-12);
    }
}

TEST(Chi, OfAShiftedRampIsGammaWithASign) {
    const Map a = map_of(kRaster, [](Point p) { return 2.0 * p.x; });
    const Map b = map_of(kRaster, [](Point p) { return 2.0 * (p.x - 0.7); });
    const Agreement agreement = chi(a, b, kGolden);
    for (const double value : agreement.values.values) EXPECT_NEAR(value, -0.388290, 5e-7);
    EXPECT_EQ(agreement.passed, 1.0);
    EXPECT_NEAR(*agreement.highest, 0.388290, 5e-7);
}

struct Vector {
    double x, y, q;
};
Vector operator-(Vector a, Vector b) {
    return {a.x - b.x, a.y - b.y, a.q - b.q};
}
double product(Vector a, Vector b) {
    return a.x * b.x + a.y * b.y + a.q * b.q;
}

/// Squared distance from the origin to a triangle by the regions its nearest point can lie in: the
/// corners, the edges and the inside each by their own conditions.
double to_triangle(const std::array<Vector, 3>& corner) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < 3; ++k) {
        nearest = std::min(nearest, product(corner[k], corner[k]));
        const Vector along = corner[(k + 1) % 3] - corner[k];
        const double s = -product(corner[k], along) / product(along, along);
        if (s > 0.0 && s < 1.0) {
            const Vector p{
                corner[k].x + s * along.x, corner[k].y + s * along.y, corner[k].q + s * along.q};
            nearest = std::min(nearest, product(p, p));
        }
    }
    const Vector e = corner[1] - corner[0];
    const Vector f = corner[2] - corner[0];
    const Vector normal{e.y * f.q - e.q * f.y, e.q * f.x - e.x * f.q, e.x * f.y - e.y * f.x};
    const double height = product(corner[0], normal) / product(normal, normal);
    const Vector foot{height * normal.x, height * normal.y, height * normal.q};
    bool inside = true;
    for (std::size_t k = 0; k < 3; ++k) {
        const Vector along = corner[(k + 1) % 3] - corner[k];
        const Vector to = foot - corner[k];
        const Vector turn{along.y * to.q - along.q * to.y,
                          along.q * to.x - along.x * to.q,
                          along.x * to.y - along.y * to.x};
        inside = inside && product(turn, normal) >= 0.0;
    }
    return inside ? std::min(nearest, product(foot, foot)) : nearest;
}

/// Gamma at one cell by every triangle of the map.
double brute_gamma(const Map& a, const Map& b, int i, int j, double distance, double tolerance) {
    const Raster& raster = a.raster;
    double nearest = std::numeric_limits<double>::infinity();
    const auto corner = [&](int x, int y) {
        return Vector{(x - i) * raster.spacing / distance,
                      (y - j) * raster.spacing / distance,
                      (b.values[raster.index(x, y)] - a.values[raster.index(i, j)]) / tolerance};
    };
    for (int y = 0; y + 1 < raster.ny; ++y) {
        for (int x = 0; x + 1 < raster.nx; ++x) {
            const Vector p = corner(x, y);
            const Vector r = corner(x + 1, y);
            const Vector u = corner(x, y + 1);
            const Vector d = corner(x + 1, y + 1);
            if (std::abs(p.q - d.q) <= std::abs(r.q - u.q)) {
                nearest = std::min({nearest, to_triangle({p, r, d}), to_triangle({p, d, u})});
            } else {
                nearest = std::min({nearest, to_triangle({p, r, u}), to_triangle({r, d, u})});
            }
        }
    }
    return std::sqrt(nearest);
}

double noise(unsigned cell, unsigned use) {
    return uniform_random({.seed = 12, .puncture = cell, .index = use}) - 0.5;
}

TEST(Gamma, IsTheNearestOfAllTriangles) {
    // Rough and smooth, near and far: fields with noise of 0.2, 5 and 100 %, from a tolerance of
    // 0.5 mm to one that takes in the whole map.
    for (const double roughness : {0.002, 0.05, 1.0}) {
        unsigned cell = 0;
        const auto dose = [&](unsigned use) {
            return map_of(kRaster, [&, use](Point p) {
                const double wave =
                    1.0 + 0.5 * std::sin(0.9 * p.x + 0.2 * use) * std::cos(0.7 * p.y);
                return 50.0 * wave * (1.0 + roughness * noise(++cell, use));
            });
        };
        const Map a = dose(0);
        const Map b = dose(1);
        for (const double distance : {0.5, 2.0, 50.0}) {
            const Agreement agreement = gamma(a,
                                              b,
                                              {.distance = distance * mm,
                                               .dose = 1.5,
                                               .tolerance = DoseTolerance::absolute,
                                               .low_dose = 0.0});
            for (int j = 0; j < kRaster.ny; j += 3) {
                for (int i = 0; i < kRaster.nx; i += 3) {
                    // Squares near 0 are differences of numbers of order 1: 1e-15, roots 1e-7.
                    ASSERT_NEAR(agreement.values.values[kRaster.index(i, j)],
                                brute_gamma(a, b, i, j, distance, 1.5),
                                1e-7)
                        << roughness << ' ' << distance << ' ' << i << ' ' << j;
                }
            }
        }
    }
}

TEST(Gamma, IsNotTheSameBackwards) {
    // A narrow peak that only one map has is far from everything; from the map without it the rest
    // of the surface is near.
    const Map flat = map_of(kRaster, [](Point) { return 1.0; });
    Map peak = flat;
    peak.values[kRaster.index(30, 20)] = 2.0;
    const AgreementCriteria criteria{
        .distance = 1.0 * mm, .dose = 0.1, .tolerance = DoseTolerance::absolute, .low_dose = 0.0};
    EXPECT_NEAR(*gamma(peak, flat, criteria).highest, 10.0, 1e-12);
    EXPECT_LT(*gamma(flat, peak, criteria).highest, 0.3);
}

TEST(Gamma, TakesToleranceOfTheHighestOrOfThePlace) {
    const Map a = map_of(kRaster, [](Point p) { return p.x < 7.0 ? 1.0 : 2.0; });
    const Map b = map_of(kRaster, [](Point p) { return p.x < 7.0 ? 1.04 : 2.08; });
    AgreementCriteria criteria{.distance = 0.01 * mm, .dose = 0.03, .low_dose = 0.0};
    // 0.04 of 0.06 and 0.08 of 0.06; locally 0.04/0.03 everywhere. Flat but for one step.
    const Agreement global = gamma(a, b, criteria);
    EXPECT_NEAR(global.values.values[kRaster.index(5, 5)], 0.04 / 0.06, 1e-9);
    EXPECT_NEAR(global.values.values[kRaster.index(55, 5)], 0.08 / 0.06, 1e-9);
    criteria.tolerance = DoseTolerance::of_local;
    const Agreement local = gamma(a, b, criteria);
    EXPECT_NEAR(local.values.values[kRaster.index(5, 5)], 4.0 / 3.0, 1e-9);
    EXPECT_NEAR(local.values.values[kRaster.index(55, 5)], 4.0 / 3.0, 1e-9);
}

TEST(Gamma, LeavesPlacesOfLowDoseOut) {
    const Map a = map_of(kRaster, [](Point p) { return p.x < 7.0 ? 0.05 : 1.0; });
    const Map b = map_of(kRaster, [](Point p) { return p.x < 7.0 ? 9.0 : 1.0; });
    const Agreement agreement = gamma(a, b, {.low_dose = 0.1});
    EXPECT_EQ(agreement.judged, 32U * 44U);
    EXPECT_EQ(agreement.passed, 1.0);
    EXPECT_EQ(agreement.values.values[kRaster.index(3, 3)], Agreement::kNotJudged);
    const Map nothing = map_of(kRaster, [](Point) { return 0.0; });
    EXPECT_FALSE(gamma(nothing, a, {}).passed);
    EXPECT_FALSE(chi(nothing, a, {}).mean);
}

TEST(Gamma, TurnsWithTheMaps) {
    const auto value = [](const Point p) { return 3.0 + std::sin(p.x) + std::cos(1.3 * p.y); };
    const Raster square{{-5.0, -5.0}, 0.25, 40, 40};
    const auto turned = [&](double shift, int quarters) {
        return map_of(square, [&](Point p) {
            for (int q = 0; q < quarters; ++q) p = {p.y, -p.x};
            return value({p.x + shift, p.y});
        });
    };
    const Agreement straight = gamma(turned(0.0, 0), turned(0.3, 0), {});
    const Agreement quarter = gamma(turned(0.0, 1), turned(0.3, 1), {});
    for (int j = 0; j < 40; ++j) {
        for (int i = 0; i < 40; ++i) {
            ASSERT_NEAR(quarter.values.values[square.index(i, j)],
                        straight.values.values[square.index(j, 39 - i)],
                        1e-9);
        }
    }
}

TEST(Gamma, GivesTheSameBitsForAnyNumberOfThreads) {
    unsigned cell = 0;
    const Map a = map_of(kRaster, [&](Point p) { return p.x + noise(++cell, 7); });
    const Map b = map_of(kRaster, [&](Point p) { return p.x + noise(++cell, 7); });
    const int threads = thread_count();
    set_thread_count(1);
    const Agreement one = gamma(a, b, {});
    set_thread_count(3);
    const Agreement three = gamma(a, b, {});
    set_thread_count(threads);
    EXPECT_EQ(one.values.values, three.values.values);
    EXPECT_EQ(one.mean, three.mean);
}

TEST(Gamma, RefusesMapsOfTwoRasters) {
    const Map a = map_of(kRaster, [](Point p) { return p.x; });
    Raster other = kRaster;
    other.origin.x += 0.1;
    EXPECT_THROW(gamma(a, map_of(other, [](Point p) { return p.x; }), {}), InternalError);
}

}  // namespace
}  // namespace mesogrid
