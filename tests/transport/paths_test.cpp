#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/transport/spectral/terms.hpp"

#include "tests/support/transport_case.hpp"

/// The three paths of the spectral solver and where they meet.
namespace mesogrid {
namespace {

using support::largest_difference;

using support::raster_at;
using support::total;
using support::TransportCase;
using enum ExposureQuantity;
using enum Reduction;

/// Two layers and a ball of 1.1 mm off the cells' symmetry.
TransportCase sharp(double spacing, int cells) {
    TransportCase c({{1.3, 4e-5, 2e-5, 0.4}, {2.0, 8e-5, 1e-5, 0.15}},
                    raster_at(-2.0, -2.0, spacing, cells, cells),
                    Walls::open);
    c.uniform_cells(0.1);
    c.add(std::make_shared<models::BallShape>(1.1, 1.2, 3.3), {0.03, -0.11}, 10.0);
    return c;
}

TEST(Paths, AgreeAtTheirSwitch) {
    // D t (2 pi/h)^2 = ln(1e8): modes reach exactly as far as they must.
    constexpr double h = 0.25;
    const double at = std::log(1e8) / (4e-5 * std::pow(2.0 * M_PI / h, 2.0));
    TransportCase c = sharp(h, 16);
    c.ask(areal_amount, depth_integral, 0.0, 1.3, at);
    c.ask(concentration, depth_mean, 1.3, 3.3, at);
    c.options.modes_serve = 1.0;
    const auto by_modes = c.solve();
    c.options.modes_serve = 0.0;
    const auto directly = c.solve();
    for (std::size_t i = 0; i < 2; ++i) {
        const double most = support::peak(by_modes.maps[i].values);
        EXPECT_LE(largest_difference(by_modes.maps[i].values, directly.maps[i].values),
                  1e-6 * most);
        const Patch one = directly.result.contributions->patch(0, i);
        EXPECT_LE(*std::max_element(one.values.begin(), one.values.end()), most * (1.0 + 1e-6));
    }
}

TEST(Paths, DirectAnswersAgreeWithModesOfFinerCells) {
    // Cells of a sixteenth are fine enough for modes at a time when those of 0.25 mm are not.
    const double at = std::log(1e8) / (4e-5 * std::pow(2.0 * M_PI / (0.25 / 8), 2.0));
    TransportCase fine = sharp(0.25 / 16, 256);
    fine.ask(areal_amount, depth_integral, 0.0, 1.3, at);
    fine.options.modes_serve = 1.0;
    TransportCase coarse = sharp(0.25, 16);
    coarse.ask(areal_amount, depth_integral, 0.0, 1.3, at);
    coarse.options.modes_serve = 0.0;
    const Map by_modes = fine.solve().maps[0];
    const Map directly = coarse.solve().maps[0];
    std::vector<double> means(directly.values.size(), 0.0);
    for (int j = 0; j < 256; ++j) {
        for (int i = 0; i < 256; ++i) {
            means[directly.raster.index(i / 16, j / 16)] +=
                by_modes.values[by_modes.raster.index(i, j)] / 256.0;
        }
    }
    EXPECT_LE(largest_difference(means, directly.values), 1e-6 * support::peak(means));
}

TEST(Paths, SharpEdgesNeitherRingNorGoNegativeSoonAfterTheDepotFormed) {
    TransportCase c = sharp(0.25, 40);
    c.problem.raster.origin = {-5.0, -5.0};
    for (const double at : {1.0, 60.0, 600.0}) {
        c.ask(areal_amount, depth_integral, 0.0, 3.3, at);
    }
    c.ask(areal_dose, depth_integral, 0.0, 3.3);
    c.ask(auc, depth_mean, 0.0, 1.3, 3600.0);
    const auto maps = c.solve().maps;
    for (std::size_t i = 0; i < 3; ++i) {
        // everything there is, less what was cleared in ten minutes at most
        EXPECT_LE(total(maps[i]), 10.0 * (1.0 + 1e-9));
        EXPECT_GE(total(maps[i]), 10.0 * std::exp(-2e-5 * 600.0));
    }
    // After one second edges have moved by sqrt(2 D t) = 9 um of cells of 250 um: a cell that the
    // edge crosses gains or loses at most about that share of a full one.
    EXPECT_LE(largest_difference(maps[0].values, maps[3].values),
              0.04 * support::peak(maps[3].values));
    EXPECT_GT(largest_difference(maps[0].values, maps[3].values),
              1e-4 * support::peak(maps[3].values));
}

TEST(Paths, DirectAnswersOfWhatHasNotArrivedAreNothing) {
    TransportCase c({{1.3, 4e-5, 2e-5, 0.4}, {8.0, 8e-5, 1e-5, 0.15}},
                    raster_at(-3.0, -3.0, 0.25, 24, 24),
                    Walls::open);
    c.uniform_cells(0.1);
    c.add(std::make_shared<models::BallShape>(0.6, 0.6, 9.3), {0.0, 0.0}, 10.0);
    c.ask(concentration, depth_mean, 8.0, 9.0, 60.0);  // 7 mm deeper, moved by 0.1 mm
    EXPECT_LE(support::peak(c.solve().maps[0].values), 1e-9);
}

TEST(Paths, ProbesOfSharpDepotsAreRightSoonAfterTheyFormed) {
    // V4: a ball far from all walls, 60 s after it formed; the closed form of mathematics.md 5.3.
    constexpr double radius = 1.0;
    constexpr double diffusivity = 5e-5;
    constexpr double at = 600.0;
    TransportCase c({{8.0, diffusivity}}, raster_at(-2.0, -2.0, 0.25, 16, 16), Walls::open);
    c.uniform_cells(0.02);
    c.add(std::make_shared<models::BallShape>(radius, 4.0, 8.0), {0.0, 0.0}, 1.0);
    c.problem.probe_times = {Duration::from_base(at)};
    const double density = 3.0 / (4.0 * M_PI);
    for (const double r : {0.3, 0.8, 0.95, 1.05, 1.3, 1.6}) c.probe({r, 0.0}, 4.0);
    const auto probes = c.solve().result.probes;
    std::size_t p = 0;
    for (const double r : {0.3, 0.8, 0.95, 1.05, 1.3, 1.6}) {
        const double w = 2.0 * std::sqrt(diffusivity * at);
        const double expected =
            density * (0.5 * (std::erf((radius + r) / w) + std::erf((radius - r) / w)) -
                       std::sqrt(diffusivity * at / M_PI) / r *
                           (std::exp(-std::pow((radius - r) / w, 2.0)) -
                            std::exp(-std::pow((radius + r) / w, 2.0))));
        // z is second order: h^2/(2 D t) = 4e-4/0.06 with a jump, below one per cent of the density
        EXPECT_NEAR(probes[p++][0].value.base(), expected, 2e-3 * density) << r << " mm";
    }
}

TEST(Paths, ABoundOfTheTransformTellsHowFarModesMustReach) {
    const models::BallShape ball(1.0, 4.0, 8.0);
    const Medium medium = support::medium_of({{8.0, 1e-4, 1e-3}});
    const spectral::Spread spread{.diffusivity = 1e-4, .slowest = 1e-3};
    for (const double time : {1.0, 100.0, 1e4}) {
        const double k =
            spectral::wavenumber_needed(ball, medium, {.weights = {}, .time = time}, spread, 1e-8);
        const double left = std::abs(ball.transform(k, 0.0, 8.0)) * std::exp(-1e-4 * k * k * time);
        EXPECT_LE(left, 1e-8) << time << " s";
        // and not much farther: the bound is at most a few times what is there
        const double nearer = std::abs(ball.transform(0.7 * k, 0.0, 8.0)) + 1e-3;
        EXPECT_GT(nearer * std::exp(-0.49e-4 * k * k * time), 1e-8) << time << " s";
    }
}

}  // namespace
}  // namespace mesogrid
