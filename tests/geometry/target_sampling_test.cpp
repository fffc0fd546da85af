#include "engine/geometry/target_sampling.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"

#include "tests/geometry/sample_outlines.hpp"

namespace mesogrid {
namespace {

using units::deg;
using units::mm;

Raster covering_raster(double spacing) {
    const int cells = static_cast<int>(std::ceil(60.0 / spacing));
    return {{-0.5 * cells * spacing, -0.5 * cells * spacing}, spacing, cells, cells};
}

Map map_of(const Raster& raster, const std::function<double(Point)>& field) {
    Map map{raster, {}};
    for (int j = 0; j < raster.ny; ++j) {
        for (int i = 0; i < raster.nx; ++i) map.values.push_back(field(raster.centre(i, j)));
    }
    return map;
}

double integral(const TargetSampling& sampling, const Map& map) {
    const std::vector<double> values = sampling.interpolate(map);
    double sum = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        sum += values[k] * sampling.samples()[k].area;
    }
    return sum;
}

double bump(Point p) {
    return std::exp(-dot(p - Point{2.0, 1.0}, p - Point{2.0, 1.0}) / 72.0);
}

TEST(TargetSampling, AreasAreThoseOfTheOutlineAndItsInset) {
    for (const Outline& outline : sample_outlines::all()) {
        const TargetSampling sampling(outline, 2.0 * mm, covering_raster(1.0));
        const double interior = outline.inset(2.0 * mm).area();
        EXPECT_NEAR(sampling.area(Region::whole), outline.area(), 1e-12 * outline.area());
        EXPECT_NEAR(sampling.area(Region::interior), interior, 1e-12 * outline.area());
        EXPECT_EQ(sampling.area(Region::edge_band),
                  sampling.area(Region::whole) - sampling.area(Region::interior));
    }
}

TEST(TargetSampling, EverySampleHasTargetAreaAndNoMoreInteriorThanTarget) {
    for (const Outline& outline : sample_outlines::all()) {
        // A margin below the micrometre of the inset is where the interior could stick out.
        for (const double margin : {0.0, 2e-4, 1.5}) {
            const TargetSampling sampling(outline, margin * mm, covering_raster(1.3), 3);
            const double cell = sampling.sub_raster().cell_area();
            for (const TargetSampling::Sample& sample : sampling.samples()) {
                ASSERT_GT(sample.area, 0.0);
                ASSERT_LE(sample.area, cell);
                ASSERT_GE(sample.interior_area, 0.0);
                ASSERT_LE(sample.interior_area, sample.area);
            }
        }
    }
}

TEST(TargetSampling, SamplesLieRowByRowWithinReachOfTheOutline) {
    const Outline outline = sample_outlines::with_two_holes();
    const TargetSampling sampling(outline, 1.0 * mm, covering_raster(1.0));
    const Raster& fine = sampling.sub_raster();
    std::size_t last = 0;
    for (const TargetSampling::Sample& sample : sampling.samples()) {
        const int i = static_cast<int>(sample.cell_x);
        const int j = static_cast<int>(sample.cell_y);
        ASSERT_LE(last, fine.index(i, j));
        last = fine.index(i, j) + 1;
        const Point centre = fine.centre(i, j);
        ASSERT_TRUE(outline.contains(centre) || outline.distance_to_border(centre) < fine.spacing);
    }
}

TEST(TargetSampling, WithoutMarginEverythingIsInterior) {
    const TargetSampling sampling(sample_outlines::star(61), 0.0 * mm, covering_raster(1.0));
    EXPECT_EQ(sampling.area(Region::interior), sampling.area(Region::whole));
    EXPECT_EQ(sampling.area(Region::edge_band), 0.0);
}

TEST(TargetSampling, AMarginBeyondTheHalfWidthLeavesNoInterior) {
    const Outline outline = Outline::rectangle(10.0 * mm, 40.0 * mm);
    const TargetSampling sampling(outline, 6.0 * mm, covering_raster(1.0));
    EXPECT_EQ(sampling.area(Region::interior), 0.0);
}

TEST(TargetSampling, AConstantMapComesBackBitForBit) {
    const TargetSampling sampling(sample_outlines::star(61), 1.0 * mm, covering_raster(0.7), 5);
    const Map map = map_of(sampling.raster(), [](Point) { return 0.1; });
    for (const double value : sampling.interpolate(map)) ASSERT_EQ(value, 0.1);
}

TEST(TargetSampling, ALinearMapIsReproducedBetweenTheOutermostCentres) {
    const TargetSampling sampling(sample_outlines::star(61), 1.0 * mm, covering_raster(1.0));
    const auto field = [](Point p) { return 3.0 + 0.25 * p.x - 0.5 * p.y; };
    const std::vector<double> values = sampling.interpolate(map_of(sampling.raster(), field));
    for (std::size_t k = 0; k < values.size(); ++k) {
        const TargetSampling::Sample& sample = sampling.samples()[k];
        const Point centre = sampling.sub_raster().centre(static_cast<int>(sample.cell_x),
                                                          static_cast<int>(sample.cell_y));
        // Values below 20 in magnitude, five roundings.
        ASSERT_NEAR(values[k], field(centre), 5 * 20 * 0x1p-53);
    }
}

TEST(TargetSampling, BeyondTheOutermostCentresTheMapIsConstant) {
    const Raster raster{{0.0, 0.0}, 1.0, 2, 1};
    const Outline outline = Outline::rectangle(2.0 * mm, 1.0 * mm, {1.0, 0.5});
    const TargetSampling sampling(outline, 0.0 * mm, raster, 4);
    const std::vector<double> values = sampling.interpolate({raster, {1.0, 9.0}});
    const std::vector<double> row{1.0, 1.0, 2.0, 4.0, 6.0, 8.0, 9.0, 9.0};
    ASSERT_EQ(values.size(), 32u);
    for (std::size_t k = 0; k < values.size(); ++k) EXPECT_EQ(values[k], row[k % 8]);
}

TEST(TargetSampling, InterpolationConvergesWithSecondOrder) {
    const Outline outline = sample_outlines::with_two_holes();
    std::vector<double> errors;
    for (const double spacing : {2.0, 1.0, 0.5, 0.25}) {
        const TargetSampling sampling(outline, 1.0 * mm, covering_raster(spacing));
        const std::vector<double> values = sampling.interpolate(map_of(sampling.raster(), bump));
        double greatest = 0.0;
        for (std::size_t k = 0; k < values.size(); ++k) {
            const TargetSampling::Sample& sample = sampling.samples()[k];
            const Point centre = sampling.sub_raster().centre(static_cast<int>(sample.cell_x),
                                                              static_cast<int>(sample.cell_y));
            greatest = std::max(greatest, std::abs(values[k] - bump(centre)));
        }
        errors.push_back(greatest);
    }
    for (std::size_t k = 2; k < errors.size(); ++k) {
        EXPECT_NEAR(std::log2(errors[k - 1] / errors[k]), 2.0, 0.1);
    }
}

TEST(TargetSampling, TurningOrShiftingOutlineAndFieldChangesIntegralsBySecondOrder) {
    const Outline outline = Outline::rectangle(23.0 * mm, 17.0 * mm, {1.0, 0.5});
    const double angle = (30.0 * deg).base();
    std::vector<double> turned;
    std::vector<double> shifted;
    for (const double spacing : {2.0, 1.0, 0.5, 0.25}) {
        const Raster raster = covering_raster(spacing);
        const Point half{0.5 * spacing, 0.5 * spacing};
        const double plain =
            integral(TargetSampling(outline, 1.0 * mm, raster), map_of(raster, bump));
        const Map turned_map =
            map_of(raster, [&](Point p) { return bump(rotated(p, -angle, {})); });
        const Map shifted_map = map_of(raster, [&](Point p) { return bump(p - half); });
        const TargetSampling turned_target(outline.rotated(30.0 * deg, {}), 1.0 * mm, raster);
        const TargetSampling shifted_target(outline.shifted(half), 1.0 * mm, raster);
        turned.push_back(std::abs(integral(turned_target, turned_map) - plain));
        shifted.push_back(std::abs(integral(shifted_target, shifted_map) - plain));
    }
    // Over the whole ladder: the sign of a single difference is a matter of phase.
    EXPECT_GT(std::log2(turned.front() / turned.back()) / 3.0, 1.9);
    EXPECT_GT(std::log2(shifted.front() / shifted.back()) / 3.0, 1.9);
    // Bilinear interpolation is off by at most h^2/8 (|f_xx| + |f_yy|), f_xx <= 1/36 here.
    for (std::size_t k = 0; k < turned.size(); ++k) {
        const double h = std::pow(2.0, 1.0 - static_cast<double>(k));
        const double bound = 2.0 * outline.area() * h * h / 8.0 * 2.0 / 36.0;
        EXPECT_LT(turned[k], bound);
        EXPECT_LT(shifted[k], bound);
    }
}

TEST(TargetSampling, HasTheSameBitsForAnyNumberOfThreads) {
    const int threads = thread_count();
    const Raster raster = covering_raster(0.5);
    const auto run = [&](int count) {
        set_thread_count(count);
        const TargetSampling sampling(sample_outlines::with_two_holes(), 2.0 * mm, raster);
        std::vector<double> values = sampling.interpolate(map_of(raster, bump));
        values.push_back(sampling.area(Region::whole));
        values.push_back(sampling.area(Region::interior));
        return values;
    };
    const std::vector<double> one = run(1);
    const std::vector<double> three = run(3);
    set_thread_count(threads);
    EXPECT_EQ(one, three);
}

}  // namespace
}  // namespace mesogrid
