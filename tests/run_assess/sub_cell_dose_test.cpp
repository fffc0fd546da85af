#include "engine/run/sub_cell_dose.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

#include "tests/support/gaussian_field.hpp"

namespace mesogrid {
namespace {

using units::mm;

constexpr Raster kRaster{{-6.0, -4.0}, 1.0, 12, 8};

TargetSampling whole_raster(const Raster& raster, int refinement) {
    const Box box = raster.box();
    return TargetSampling(Outline::rectangle(box.width() * mm, box.height() * mm, box.centre()),
                          1.0 * mm,
                          raster,
                          refinement);
}

Map random_map(double floor) {
    Map map{kRaster, {}};
    for (unsigned k = 0; k < kRaster.size(); ++k) {
        const double u = uniform_random({.seed = 11, .puncture = k});
        map.values.push_back(u < 0.5 ? floor : u * u * u);
    }
    return map;
}

TEST(SubCellDose, GivesAConstantMapBackBitForBit) {
    for (const double value : {0.1, 1.0 / 3.0, 7.3e-9}) {
        const Map map{kRaster, std::vector<double>(kRaster.size(), value)};
        const SubCellDose dose = sub_cell_dose(whole_raster(kRaster, 4), map);
        for (std::size_t k = 0; k < dose.mean.size(); ++k) {
            ASSERT_EQ(dose.mean[k], value);
            ASSERT_EQ(dose.rise_x[k], 0.0);
            ASSERT_EQ(dose.rise_y[k], 0.0);
        }
    }
}

TEST(SubCellDose, KeepsTheAverageOfEveryCell) {
    for (const double floor : {0.2, 0.0}) {
        const Map map = random_map(floor);
        const TargetSampling sampling = whole_raster(kRaster, 4);
        const SubCellDose dose = sub_cell_dose(sampling, map);
        std::vector<double> sums(kRaster.size(), 0.0);
        for (std::size_t k = 0; k < dose.mean.size(); ++k) {
            const auto& sample = sampling.samples()[k];
            sums[kRaster.index(static_cast<int>(sample.cell_x) / 4,
                               static_cast<int>(sample.cell_y) / 4)] += dose.mean[k] / 16.0;
        }
        for (std::size_t c = 0; c < sums.size(); ++c) EXPECT_NEAR(sums[c], map.values[c], 1e-14);
    }
}

TEST(SubCellDose, IsNowhereNegativeNextToEmptyCells) {
    const SubCellDose dose = sub_cell_dose(whole_raster(kRaster, 4), random_map(0.0));
    for (std::size_t k = 0; k < dose.mean.size(); ++k) {
        EXPECT_GE(dose.mean[k] - 0.5 * (dose.rise_x[k] + dose.rise_y[k]), -1e-15);
    }
}

TEST(SubCellDose, TakesASolversNegativeRoundingForNothing) {
    const Map map{kRaster, std::vector<double>(kRaster.size(), -1e-18)};
    const SubCellDose dose = sub_cell_dose(whole_raster(kRaster, 4), map);
    EXPECT_EQ(*std::min_element(dose.mean.begin(), dose.mean.end()), 0.0);
    EXPECT_EQ(*std::max_element(dose.mean.begin(), dose.mean.end()), 0.0);
}

TEST(SubCellDose, IsExactForAProductOfParabolasUpToTheBorderOfTheMap) {
    // Averages of x^2 over a cell of width h about x: x^2 + h^2/12.
    const auto average = [](double x, double width) { return x * x + width * width / 12.0; };
    const auto field = [&](Point p, double width) {
        return (3.0 + average(p.x, width)) * (40.0 - average(p.y, width) + p.y);
    };
    Map map{kRaster, {}};
    for (int j = 0; j < kRaster.ny; ++j) {
        for (int i = 0; i < kRaster.nx; ++i) map.values.push_back(field(kRaster.centre(i, j), 1.0));
    }
    const TargetSampling sampling = whole_raster(kRaster, 3);
    const SubCellDose dose = sub_cell_dose(sampling, map);
    for (std::size_t k = 0; k < dose.mean.size(); ++k) {
        const auto& sample = sampling.samples()[k];
        const Point p = sampling.sub_raster().centre(static_cast<int>(sample.cell_x),
                                                     static_cast<int>(sample.cell_y));
        const double width = sampling.sub_raster().spacing;
        EXPECT_NEAR(dose.mean[k], field(p, width), 1e-10);
        const double slope_x = 2.0 * p.x * (40.0 - average(p.y, width) + p.y);
        EXPECT_NEAR(dose.rise_x[k], std::abs(slope_x) * width, 1e-10);
    }
}

TEST(SubCellDose, ConvergesToThirdOrder) {
    // Greatest error of the sub-cells' means against exact averages, for halved cells.
    const support::GaussianDepots depots{{{0.3, -0.2}, {3.0, 1.0}}, 10.0, 2.0};
    const auto error = [&](int cells_per_mm) {
        const Raster raster{{-6.0, -4.0}, 1.0 / cells_per_mm, 12 * cells_per_mm, 8 * cells_per_mm};
        const TargetSampling sampling = whole_raster(raster, 2);
        const SubCellDose dose = sub_cell_dose(sampling, support::cell_averages(depots, raster));
        const Map exact = support::cell_averages(depots, sampling.sub_raster());
        double worst = 0.0;
        for (std::size_t k = 0; k < dose.mean.size(); ++k) {
            const auto& s = sampling.samples()[k];
            const std::size_t at =
                exact.raster.index(static_cast<int>(s.cell_x), static_cast<int>(s.cell_y));
            worst = std::max(worst, std::abs(dose.mean[k] - exact.values[at]));
        }
        return worst;
    };
    const double order = std::log2(error(2) / error(4));
    EXPECT_GT(order, 2.7);
    EXPECT_LT(order, 4.5);
}

}  // namespace
}  // namespace mesogrid
