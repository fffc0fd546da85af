#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "engine/geometry/target_sampling.hpp"

#include "tests/geometry/sample_outlines.hpp"
#include "tests/support/naive_cell_fractions.hpp"

namespace mesogrid {
namespace {

using units::deg;
using units::mm;

/// Coordinates of up to 60 cells rounded to 2^-53 each, a few operations deep, times the edges of
/// one cell.
constexpr double kRounding = 1e-13;

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// 64 x 64 cells around the origin.
Raster covering_raster(double spacing) {
    return {{-32.0 * spacing, -32.0 * spacing}, spacing, 64, 64};
}

TEST(CellFractions, SumToTheAreaOfTheOutline) {
    for (const Outline& outline : sample_outlines::all()) {
        const Raster raster = covering_raster(0.75);
        const double area = sum(cell_fractions(outline, raster)) * raster.cell_area();
        EXPECT_NEAR(area, outline.area(), 1e-12 * outline.area());
    }
}

TEST(CellFractions, AgreeWithClippingEveryCell) {
    for (const Outline& outline : sample_outlines::all()) {
        const Raster raster = covering_raster(0.7301);
        const std::vector<double> fast = cell_fractions(outline, raster);
        const std::vector<double> slow = naive::cell_fractions(outline, raster);
        ASSERT_EQ(fast.size(), slow.size());
        for (std::size_t k = 0; k < fast.size(); ++k) ASSERT_NEAR(fast[k], slow[k], kRounding);
    }
}

TEST(CellFractions, AgreeWithClippingWhereTheOutlineLeavesTheRaster) {
    for (const Outline& outline : sample_outlines::all()) {
        for (const Point origin : {Point{-4.0, -3.0}, Point{-30.0, 1.0}, Point{3.0, -25.0}}) {
            const Raster raster{origin, 0.9, 13, 11};
            const std::vector<double> fast = cell_fractions(outline, raster);
            const std::vector<double> slow = naive::cell_fractions(outline, raster);
            for (std::size_t k = 0; k < fast.size(); ++k) ASSERT_NEAR(fast[k], slow[k], kRounding);
        }
    }
}

TEST(CellFractions, AreExactlyOneOrZeroAwayFromTheBorder) {
    for (const Outline& outline : sample_outlines::all()) {
        const Raster raster = covering_raster(0.61);
        const std::vector<double> fractions = cell_fractions(outline, raster);
        int full = 0;
        for (int j = 0; j < raster.ny; ++j) {
            for (int i = 0; i < raster.nx; ++i) {
                const Point centre = raster.centre(i, j);
                if (outline.distance_to_border(centre) <= raster.spacing) continue;
                const double expected = outline.contains(centre) ? 1.0 : 0.0;
                ASSERT_EQ(fractions[raster.index(i, j)], expected);
                full += outline.contains(centre) ? 1 : 0;
            }
        }
        EXPECT_GT(full, 100);
    }
}

TEST(CellFractions, AreExactWhenTheBorderLiesOnTheLines) {
    const Outline outline = Outline::rectangle(8.0 * mm, 4.0 * mm);
    const Raster raster{{-8.0, -8.0}, 0.5, 32, 32};
    const std::vector<double> fractions = cell_fractions(outline, raster);
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            const Point c = raster.centre(i, j);
            const bool inside = std::abs(c.x) < 4.0 && std::abs(c.y) < 2.0;
            ASSERT_EQ(fractions[raster.index(i, j)], inside ? 1.0 : 0.0);
        }
    }
}

TEST(CellFractions, AMirroredOutlineHasMirroredFractions) {
    const Outline outline = sample_outlines::star(61);
    Ring mirrored = outline.rings().front();
    for (Point& p : mirrored) p.x = -p.x;
    const Raster raster = covering_raster(0.75);
    const std::vector<double> plain = cell_fractions(outline, raster);
    const std::vector<double> mirror = cell_fractions(Outline::polygon(mirrored), raster);
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            ASSERT_NEAR(
                plain[raster.index(i, j)], mirror[raster.index(raster.nx - 1 - i, j)], kRounding);
        }
    }
}

TEST(CellFractions, AQuarterTurnOfTheOutlineTurnsTheFractions) {
    Ring turned = sample_outlines::star(61).rings().front();
    for (Point& p : turned) p = {-p.y, p.x};
    const Raster raster = covering_raster(0.75);
    const std::vector<double> plain = cell_fractions(sample_outlines::star(61), raster);
    const std::vector<double> turn = cell_fractions(Outline::polygon(turned), raster);
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) {
            ASSERT_NEAR(
                plain[raster.index(i, j)], turn[raster.index(raster.ny - 1 - j, i)], kRounding);
        }
    }
}

TEST(CellFractions, AShiftByWholeCellsShiftsTheFractions) {
    const Raster raster = covering_raster(0.75);
    const Outline outline = sample_outlines::with_two_holes();
    const std::vector<double> plain = cell_fractions(outline, raster);
    const std::vector<double> shifted =
        cell_fractions(outline.shifted({3.0 * 0.75, -2.0 * 0.75}), raster);
    for (int j = 2; j < raster.ny; ++j) {
        for (int i = 0; i + 3 < raster.nx; ++i) {
            ASSERT_NEAR(plain[raster.index(i, j)], shifted[raster.index(i + 3, j - 2)], kRounding);
        }
    }
}

TEST(CellFractions, OutlinesThatShareAnEdgeFillTheirCellsTogether) {
    const Outline left = Outline::polygon({{-9, -8}, {1.37, -8}, {-2.71, 7.7}, {-9, 7.7}});
    const Outline right = Outline::polygon({{1.37, -8}, {9, -8}, {9, 7.7}, {-2.71, 7.7}});
    const Outline both = Outline::polygon({{-9, -8}, {9, -8}, {9, 7.7}, {-9, 7.7}});
    const Raster raster = covering_raster(0.4);
    const std::vector<double> a = cell_fractions(left, raster);
    const std::vector<double> b = cell_fractions(right, raster);
    const std::vector<double> whole = cell_fractions(both, raster);
    for (std::size_t k = 0; k < a.size(); ++k) ASSERT_NEAR(a[k] + b[k], whole[k], kRounding);
}

TEST(CellFractions, AreTheSameBitsForAnyNumberOfThreads) {
    const int threads = thread_count();
    const Raster raster{{-25.0, -25.0}, 0.1, 500, 500};
    set_thread_count(1);
    const std::vector<double> one = cell_fractions(sample_outlines::star(61), raster);
    set_thread_count(3);
    const std::vector<double> three = cell_fractions(sample_outlines::star(61), raster);
    set_thread_count(threads);
    EXPECT_EQ(one, three);
}

}  // namespace
}  // namespace mesogrid
