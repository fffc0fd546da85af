/// A scar through the whole solver: V19, shares of punctures, thickness maps.

#include <cmath>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/transport/grid/voxel_medium.hpp"

#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

using grid::VoxelMedium;

/// A layered case with a scar and, where asked, saturable clearance.
support::TransportCase scar_case(double half_saturation) {
    support::TransportCase c({{0.4, 3e-4, 0.0, 0.4}, {1.2, 5e-4, 2e-3, 0.2}},
                             support::raster_at(-2.0, -2.0, 0.25, 16, 16),
                             Walls::mirrored);
    c.options.resolution = support::uniform_depth(0.1);
    Map factor{c.problem.raster, {}};
    for (int j = 0; j < 16; ++j) {
        for (int i = 0; i < 16; ++i) {
            const Point p = c.problem.raster.centre(i, j);
            factor.values.push_back(0.2 + 0.8 / (1.0 + std::exp(-4.0 * (p.x + 0.5 * p.y))));
        }
    }
    c.problem.medium.maps = {{1, TissueMap::What::diffusivity, factor}};
    if (half_saturation > 0.0) {
        c.problem.medium.layers[1].half_saturation = Concentration::from_base(half_saturation);
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.4, 1.6, 900.0);
    c.ask(ExposureQuantity::concentration, Reduction::depth_mean, 0.4, 1.6, 600.0);
    c.problem.balance_at = Duration::from_base(900.0);
    return c;
}

std::vector<Map> solve_doses(double half_saturation, double first, double second) {
    support::TransportCase c = scar_case(half_saturation);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {-0.8, 0.3}, first);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {0.6, -0.7}, second);
    return support::solve_on_grid(c, {.step = 10.0}).maps;
}

double superposition_error(double half_saturation) {
    const auto both = solve_doses(half_saturation, 3.0 * 0.37, 5.0 * 2.9);
    const auto first = solve_doses(half_saturation, 3.0, 0.0);
    const auto second = solve_doses(half_saturation, 0.0, 5.0);
    double worst = 0.0;
    for (std::size_t r = 0; r < both.size(); ++r) {
        std::vector<double> sum;
        for (std::size_t i = 0; i < both[r].values.size(); ++i) {
            sum.push_back(0.37 * first[r].values[i] + 2.9 * second[r].values[i]);
        }
        worst =
            std::max(worst, support::largest_difference(both[r].values, sum) / support::peak(sum));
    }
    return worst;
}

TEST(V19Superposition, HoldsOnTheGridInAScar) {
    EXPECT_LE(superposition_error(0.0), 1e-13);
}

TEST(V19Superposition, FailsWhereClearanceSaturates) {
    EXPECT_GT(superposition_error(0.5), 1e-3);
}

TEST(GridTransport, HasNoSharesWhereClearanceSaturates) {
    support::TransportCase c = scar_case(0.5);
    c.add(support::gaussian(0.7, 0.8, c.depth()), {0.0, 0.0}, 1.0);
    const auto solved = support::solve_on_grid(c, {.step = 10.0});
    EXPECT_EQ(solved.result.contributions, nullptr);
    EXPECT_NEAR(solved.result.present.base() + solved.result.cleared.base(), 1.0, 1e-12);
    EXPECT_THROW(c.solve(), InputError);
}

TEST(GridTransport, SharesAddUpInAScar) {
    support::TransportCase c = scar_case(0.0);
    c.add(support::gaussian(0.5, 0.8, c.depth()), {-0.8, 0.3}, 2.0);
    c.add(support::gaussian(0.5, 0.8, c.depth()), {0.6, -0.7}, 3.0);
    const auto solved = support::solve_on_grid(c);
    std::vector<double> sum(c.problem.raster.size(), 0.0);
    for (std::size_t p = 0; p < 2; ++p) {
        const Patch patch = solved.result.contributions->patch(p, 0);
        for (int j = 0; j < patch.ny; ++j) {
            for (int i = 0; i < patch.nx; ++i) {
                sum[c.problem.raster.index(patch.i0 + i, patch.j0 + j)] +=
                    patch.values[static_cast<std::size_t>(j) * static_cast<std::size_t>(patch.nx) +
                                 static_cast<std::size_t>(i)];
            }
        }
    }
    EXPECT_LE(support::largest_difference(sum, solved.maps[0].values),
              2e-5 * support::peak(solved.maps[0].values));
}

TEST(VoxelMedium, MixesWhereAThicknessCutsAVoxel) {
    support::TransportCase c = scar_case(0.0);
    c.problem.medium.maps = {{0, TissueMap::What::thickness, {c.problem.raster, {}}}};
    c.problem.medium.maps[0].factor.values.assign(c.problem.raster.size(), 1.125);
    grid::GridBox box{
        .raster = c.problem.raster,
        .z = layered_grid(std::vector<double>{0.4, 1.2}, support::uniform_depth(0.1))};
    const VoxelMedium medium = grid::voxel_medium_of(c.problem.medium, box);
    const std::size_t cut = medium.index(3, 5, 4);  // 0.4 to 0.5 mm, cut at 0.45
    EXPECT_NEAR(medium.capacity[cut], 0.5 * 0.4 + 0.5 * 0.2, 1e-12);
    EXPECT_NEAR(medium.resistivity[cut], 0.5 / (0.4 * 3e-4) + 0.5 / (0.2 * 5e-4), 1e-6);
    EXPECT_NEAR(medium.clearance[cut] * medium.capacity[cut], 0.5 * 0.2 * 2e-3, 1e-12);
    EXPECT_NEAR(medium.capacity[medium.index(3, 5, 3)], 0.4, 1e-12);
    EXPECT_NEAR(medium.capacity[medium.index(3, 5, 5)], 0.2, 1e-12);
}

}  // namespace
}  // namespace mesogrid
