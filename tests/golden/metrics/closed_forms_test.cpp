#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/gaussian_field.hpp"
#include "tests/support/judged_map.hpp"

/// Measures that a formula or plain counting gives, too: ripple, gEUD, windows, gaps, spacing.
namespace mesogrid {
namespace {

using std::numbers::pi;
using support::JudgedMap;
using units::mm;

/// 60 x 40 mm with the doses low + slope (x + 30), cells of 0.5 mm.
constexpr Raster kRaster{{-30.0, -20.0}, 0.5, 120, 80};

Map ramp(double low, double slope) {
    Map map{kRaster, {}};
    for (int j = 0; j < kRaster.ny; ++j) {
        for (int i = 0; i < kRaster.nx; ++i) {
            map.values.push_back(low + slope * (kRaster.centre(i, j).x + 30.0));
        }
    }
    return map;
}

Outline field() {
    return Outline::rectangle(60.0 * mm, 40.0 * mm);
}

TEST(LinearDose, HasTheRippleAndTheColdestPointOfItsEnds) {
    // From 1 to 4 over the field: mean 2.5. Parabolas and planes reproduce a ramp to rounding.
    const JudgedMap judged({.outline = field(), .margin = 5.0 * mm, .threshold = 2.0},
                           ramp(1.0, 0.05));
    EXPECT_NEAR(judged.value("ripple"), 3.0 / 2.5, 1e-12);
    EXPECT_NEAR(judged.value("RTOG_coverage"), 0.5, 1e-12);
    EXPECT_NEAR(judged.value("SC_point"), 2.5, 1e-12);
    // The interior begins 5 mm in: on the sides of sub-cells, so the ends are whole pieces' ends.
    EXPECT_NEAR(judged.value("interior.ripple"), 2.5 / 2.5, 1e-12);
}

TEST(LinearDose, HasTheEquivalentDoseOfItsIntegral) {
    // mean of q^a for q uniform on [1, 4] is (4^(a+1) - 1)/(3 (a+1)). Groups of 2 % with two points
    // each: the fourth moment of the spread is left, below 1e-6.
    const JudgedMap judged({.outline = field()}, ramp(1.0, 0.05));
    const auto expected = [](double a) {
        return std::pow((std::pow(4.0, a + 1.0) - 1.0) / (3.0 * (a + 1.0)), 1.0 / a);
    };
    EXPECT_NEAR(judged.value("gEUD_-10"), expected(-10.0), 1e-6);
    EXPECT_NEAR(judged.value("gEUD_10"), expected(10.0), 1e-6);
}

TEST(LinearDose, HasItsColdestWindowAtTheColdEnd) {
    // The coldest window of area w A is the narrowest at the cold side: a rectangle of 1:3 whose
    // centre lies on the border, so that half of it counts, 1:6. It is sqrt(w A/6) wide, as long as
    // six times that fits the 40 mm, and its mean is the dose half way.
    const JudgedMap judged({.outline = field()}, ramp(1.0, 0.05));
    for (const double share : {0.01, 0.02, 0.05, 0.10}) {
        const double width = std::sqrt(share * 2400.0 / 6.0);
        ASSERT_LE(6.0 * width, 40.0);
        const double coldest = 1.0 + 0.05 * 0.5 * width;
        const std::string name = "SC_" + std::to_string(static_cast<int>(100.0 * share));
        // The centre comes within 1/16 of a cell, 0.03 mm, of the border: 2 % of the width, that
        // is at most 2 % of the 0.05 to 0.16 by which the window is warmer than the border.
        EXPECT_NEAR(judged.value(name), 2.5 / coldest, 2.5 / coldest * 0.001) << name;
    }
}

TEST(LinearDose, HasAGapUpToTheThreshold) {
    // q < 2 for x < -10: 20 x 40 mm, a disc of 10 mm fits; the interior 5 mm in: 15 x 30 mm. The
    // threshold lies on a side of cells.
    const JudgedMap judged({.outline = field(), .margin = 5.0 * mm, .threshold = 2.0},
                           ramp(1.0, 0.05));
    EXPECT_EQ(judged.value("gap_count"), 1.0);
    EXPECT_NEAR(judged.value("largest_gap"), 800.0, 1e-9);
    EXPECT_NEAR(judged.value("interior.largest_gap"), 450.0, 1e-9);
    EXPECT_NEAR(judged.value("gap_area"), 24.0 * (100.0 - judged.value("coverage")), 1e-9);
    // The centre of the disc is a centre of a sub-cell (0.125 mm).
    EXPECT_NEAR(judged.value("cold_spot_radius"), 10.0, 0.125);
}

/// A field of four warm quarters with a cold cross between them and one cold island.
TEST(Gaps, AreListedFromTheLargest) {
    Map map{kRaster, {}};
    for (int j = 0; j < kRaster.ny; ++j) {
        for (int i = 0; i < kRaster.nx; ++i) {
            const Point p = kRaster.centre(i, j);
            const bool strip = std::abs(p.x) < 3.0;
            const bool island = std::abs(p.x - 15.0) < 2.0 && std::abs(p.y - 5.0) < 2.0;
            map.values.push_back(strip || island ? 0.1 : 2.0);
        }
    }
    const JudgedMap judged({.outline = field(), .threshold = 1.0}, map);
    ASSERT_EQ(judged.result().tables.size(), 1U);
    const Table& gaps = judged.result().tables.front();
    ASSERT_EQ(gaps.name, "gaps");
    ASSERT_EQ(gaps.rows.size(), 2U);
    EXPECT_EQ(judged.value("gap_count"), 2.0);
    // Parabolas blur the side of a gap by a sub-cell or two of 0.125 mm on either side.
    EXPECT_NEAR(*gaps.rows[0][0], 240.0, 2.0 * 40.0 * 0.25);
    EXPECT_NEAR(*gaps.rows[0][1], 0.0, 0.25);
    EXPECT_NEAR(*gaps.rows[0][3], 3.0, 0.375);
    EXPECT_EQ(*gaps.rows[0][4], 0.0);
    EXPECT_NEAR(*gaps.rows[1][0], 16.0, 16.0 * 0.25);
    EXPECT_NEAR(*gaps.rows[1][1], 15.0, 0.25);
    EXPECT_NEAR(*gaps.rows[1][2], 5.0, 0.25);
    EXPECT_NEAR(*gaps.rows[1][3], 2.0, 0.375);
    EXPECT_NEAR(*gaps.rows[1][4], 13.0, 0.375);
}

TEST(Windows, AreNoWarmerThanThoseOfPlainCounting) {
    // All rectangles of whole cells that fit the five shapes and hold at least the area, by brute
    // force on coarse cells; the search, which also lays windows between cells, finds one at most
    // as warm, but for the part of a row by which a rectangle of whole cells exceeds the area.
    const Raster raster{{-15.0, -10.0}, 1.0, 30, 20};
    const Map map =
        support::cell_averages({{{-9.0, 3.0}, {5.0, -4.0}, {8.0, 6.0}}, 100.0, 4.0}, raster);
    const JudgedMap judged({.outline = Outline::rectangle(30.0 * mm, 20.0 * mm)}, map);
    // 12 cells of 600 are 2 %: as 1:3 6 x 2 and as 3:1 2 x 6 are exact.
    double coldest = std::numeric_limits<double>::infinity();
    for (const auto& [width, height] : {std::pair{6, 2}, {2, 6}}) {
        for (int j = 0; j + height <= raster.ny; ++j) {
            for (int i = 0; i + width <= raster.nx; ++i) {
                double sum = 0.0;
                for (int y = j; y < j + height; ++y) {
                    for (int x = i; x < i + width; ++x) sum += map.values[raster.index(x, y)];
                }
                coldest = std::min(coldest, sum / 12.0);
            }
        }
    }
    EXPECT_GE(judged.value("SC_2"), judged.value("mean_dose") / coldest * (1.0 - 1e-9));
    EXPECT_LE(judged.value("SC_2"), judged.value("SC_point"));
}

TEST(Ripple, OfALatticeIsTheLeadingTermOfItsSeries) {
    // 8 exp(-2 pi^2 sigma^2/s^2); at sigma = 0.4 s the printed 0.339992 (mathematics.md 3), next
    // terms are below exp(-4 pi^2 0.16) of it. Read off planes of s/400: second order, 1e-5.
    const double pitch = 10.0;
    const Raster raster{{-5.2, -5.2}, 0.1, 104, 104};
    support::GaussianDepots depots{.centres = {}, .amount = 100.0, .sigma = 4.0};
    for (int j = -5; j <= 5; ++j) {
        for (int i = -5; i <= 5; ++i) depots.centres.push_back({pitch * i, pitch * j});
    }
    const JudgedMap judged({.outline = Outline::rectangle(10.0 * mm, 10.0 * mm), .refinement = 2},
                           support::cell_averages(depots, raster));
    EXPECT_NEAR(8.0 * std::exp(-2.0 * pi * pi * 0.16), 0.339992, 5e-7);
    EXPECT_NEAR(judged.value("ripple"), 0.339992, 5e-4);
}

std::vector<Puncture> lattice(double pitch, int columns, int rows) {
    std::vector<Puncture> list;
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            list.push_back(
                {.id = static_cast<int>(list.size()) + 1,
                 .position = {pitch * (i - 0.5 * (columns - 1)), pitch * (j - 0.5 * (rows - 1))}});
        }
    }
    return list;
}

TEST(Spacing, OfASquareLatticeIsItsPitch) {
    const JudgedMap judged(
        {.outline = field(), .margin = 5.0 * mm}, ramp(1.0, 0.05), lattice(10.0, 6, 4));
    EXPECT_NEAR(judged.value("nearest_neighbour_min"), 10.0, 1e-12);
    EXPECT_NEAR(judged.value("nearest_neighbour_mean"), 10.0, 1e-12);
    EXPECT_NEAR(judged.value("nearest_neighbour_CV"), 0.0, 1e-12);
    EXPECT_NEAR(judged.value("clark_evans"), 2.0, 1e-12);
    EXPECT_NEAR(judged.value("covering_radius"), 5.0 * std::sqrt(2.0), 1e-12);
    // Cut to the interior, whose border goes through integer micrometres.
    EXPECT_NEAR(judged.value("interior.covering_radius"), 5.0 * std::sqrt(2.0), 2e-3);
    EXPECT_NEAR(judged.value("edge_band.covering_radius"), 5.0 * std::sqrt(2.0), 2e-3);
    // Square covering density pi/2 against 2 pi/sqrt(27).
    EXPECT_NEAR(judged.value("covering_density"), 0.5 * pi, 1e-12);
    EXPECT_NEAR(judged.value("lattice_efficiency"), 4.0 / std::sqrt(27.0), 1e-12);
}

}  // namespace
}  // namespace mesogrid
