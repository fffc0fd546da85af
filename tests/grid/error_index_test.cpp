/// V24 on the grid: grid convergence index of what scenarios report (Roache 1994: three grids of
/// ratio 2, safety 1.25, or 3 with the formal order where the observed one is out of reason).

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

#include "tests/support/exact_gaussian.hpp"
#include "tests/support/grid_case.hpp"
#include "tests/support/judged_map.hpp"

namespace mesogrid {
namespace {

using support::TransportCase;

/// Of three values, coarsest first: the likely error of the finest, as a share of it.
double convergence_index(const std::array<double, 3>& f) {
    const double change = std::abs(f[2] - f[1]);
    const double observed = std::log2((f[1] - f[0]) / (f[2] - f[1]));
    const bool reasonable = observed >= 1.0 && observed <= 3.0;
    const double safety = reasonable ? 1.25 : 3.0;
    const double order = reasonable ? observed : 2.0;
    return safety * change / (std::abs(f[2]) * (std::exp2(order) - 1.0));
}

/// Nine papules 4 mm apart in three layers of skin, prescribed as exposure over an hour.
struct Papules {
    double coverage = 0.0;  ///< %
    double peak = 0.0;
    double exposure = 0.0;  ///< mean over the target
};

Papules solve_papules(double h) {
    const int cells = static_cast<int>(std::lround(16.0 / h));
    TransportCase c({{0.2, 1e-4, 0.0, 0.4}, {1.4, 4e-4, 1e-3, 0.4}, {2.5, 6e-4, 4e-4, 0.15}},
                    support::raster_at(-8.0, -8.0, h, cells, cells),
                    Walls::mirrored);
    // whole planes in every layer of every grid
    c.uniform_cells(0.4 * h);
    const auto shape = std::make_shared<models::BallShape>(1.2, 0.8, c.depth());
    for (const double x : {-4.0, 0.0, 4.0}) {
        for (const double y : {-4.0, 0.0, 4.0}) c.add(shape, {x, y}, 500.0);
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.2, 1.6, 3600.0);
    c.ask(ExposureQuantity::concentration, Reduction::depth_mean, 0.2, 1.6, 1800.0);
    const auto maps = support::solve_on_grid(c).maps;
    const support::JudgedMap judged(
        {.outline = Outline::rectangle(12.0 * units::mm, 12.0 * units::mm),
         .margin = 2.0 * units::mm,
         .threshold = 1e4},
        maps[0]);
    return {judged.value("coverage"), support::peak(maps[1].values), judged.value("mean_dose")};
}

TEST(V24ErrorIndex, IsBelowTwoPercentForCoveragePeakAndExposure) {
    const std::array<double, 3> cells = {0.5, 0.25, 0.125};
    std::array<std::array<double, 3>, 3> found{};
    for (std::size_t g = 0; g < cells.size(); ++g) {
        const Papules papules = solve_papules(cells[g]);
        found[0][g] = papules.coverage;
        found[1][g] = papules.peak;
        found[2][g] = papules.exposure;
    }
    for (const auto& f : found) {
        EXPECT_LE(convergence_index(f), 0.02);
    }
}

/// Mean concentration of a block under a random Gaussian depot (V1), on cells of h.
struct RandomBlock {
    support::ExactGaussian depot;
    double time = 0.0;
    double left = 0.0;  ///< of the block 0.5 mm wide and deep
    double top = 0.0;

    double exact() const { return depot.box_mean(time, left, 0.0, 0.5, top, top + 0.5); }
    double on_grid(double h) const {
        const int cells = static_cast<int>(std::lround(6.0 / h));
        TransportCase c({{depot.depth, depot.diffusivity, depot.clearance}},
                        support::raster_at(0.0, 0.0, h, cells, cells),
                        Walls::mirrored);
        c.uniform_cells(h);
        c.add(support::gaussian(depot.initial_sigma, depot.centre, depot.depth),
              {},
              depot.amount / 4.0);
        c.ask(ExposureQuantity::concentration, Reduction::depth_mean, top, top + 0.5, time);
        const Map map = support::solve_on_grid(c, {.step = time * h / 5.0}).maps[0];
        const int wide = static_cast<int>(std::lround(0.5 / h));
        const int first = static_cast<int>(std::lround(left / h));
        double sum = 0.0;
        for (int j = 0; j < wide; ++j) {
            for (int i = 0; i < wide; ++i) sum += map.values[map.raster.index(first + i, j)];
        }
        return sum / (wide * wide);
    }
};

RandomBlock random_block(std::uint32_t which) {
    const auto between = [&](std::uint32_t index, double low, double high) {
        return low + (high - low) * uniform_random({.seed = 24, .draw = which, .index = index});
    };
    return {.depot = {.amount = 4.0,
                      .initial_sigma = between(0, 0.5, 1.0),
                      .centre = between(1, 0.0, 2.5),
                      .depth = 4.0,
                      .diffusivity = 1e-3,
                      .clearance = between(2, 0.0, 1e-3)},
            .time = between(3, 50.0, 400.0),
            .left = 0.5 * std::floor(between(4, 0.0, 4.0)),
            .top = 0.5 * std::floor(between(5, 0.0, 6.0))};
}

TEST(V24ErrorIndex, HoldsTheTrueErrorOfNineteenInTwentyRandomDepots) {
    constexpr std::uint32_t kCases = 200;
    int held = 0;
    for (std::uint32_t which = 0; which < kCases; ++which) {
        const RandomBlock block = random_block(which);
        const std::array<double, 3> found = {
            block.on_grid(0.5), block.on_grid(0.25), block.on_grid(0.125)};
        const double error = std::abs(found[2] - block.exact()) / std::abs(found[2]);
        if (error <= convergence_index(found)) ++held;
    }
    EXPECT_GE(held, 190);  // 95 %
}

}  // namespace
}  // namespace mesogrid
