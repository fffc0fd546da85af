/// Row 19 of the bad-input matrix (robustness.md 4): diffusivities that differ by a factor of 1e12.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

constexpr double kSlow = 1e-15;  ///< mm2/s, beside 1e-3

/// A lid over two layers; all of it diffuses as slowly as `lid` says.
support::TransportCase lidded(double lid) {
    support::TransportCase c(
        {{0.2, lid, 0.0, 0.4}, {1.3, 1e-3, 1e-3, 0.4}, {2.0, 6e-4, 4e-4, 0.15}},
        support::raster_at(-3.0, -3.0, 0.25, 24, 24),
        Walls::mirrored);
    c.options.resolution = support::uniform_depth(0.1);
    c.add(support::gaussian(0.6, 0.6, c.depth()), {-0.4, 0.3}, 3.0);
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.0, 0.2, 3600.0);
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.2, 1.5, 3600.0);
    c.problem.balance_at = Duration::from_base(3600.0);
    return c;
}

/// The same with a patch of the middle layer that diffuses by `factor`.
support::TransportCase patched(double factor) {
    support::TransportCase c = lidded(1e-4);
    Map map{c.problem.raster, std::vector<double>(c.problem.raster.size(), 1.0)};
    for (int j = 8; j < 16; ++j) {
        for (int i = 4; i < 14; ++i) map.values[map.raster.index(i, j)] = factor;
    }
    c.problem.medium.maps = {{1, TissueMap::What::diffusivity, map}};
    return c;
}

/// Solved with the contrast: told of, balanced, never negative, and as if the slow part did not
/// diffuse at all, from which D t = 4e-12 mm2 sets it apart by 1e-6 of a cell at most.
void expect_solved(const support::TransportCase& contrast, const support::TransportCase& limit) {
    const auto found = support::solve_on_grid(contrast);
    const auto wanted = support::solve_on_grid(limit);
    EXPECT_THAT(
        found.result.notes,
        ::testing::Contains(::testing::HasSubstr("diffusivities differ by a factor of 1e+12")));
    EXPECT_THAT(found.result.notes, ::testing::Contains(::testing::HasSubstr("condition number")));
    EXPECT_NEAR(found.result.present.base() + found.result.cleared.base(), 3.0, 3e-12);
    for (std::size_t r = 0; r < found.maps.size(); ++r) {
        const std::vector<double>& values = found.maps[r].values;
        EXPECT_GE(*std::min_element(values.begin(), values.end()), 0.0);
        EXPECT_LE(support::relative_l2(values, wanted.maps[r].values), 1e-6) << r;
    }
}

TEST(Row19Contrast, IsToldOfAndSolvedBetweenLayers) {
    expect_solved(lidded(kSlow), lidded(0.0));
}

TEST(Row19Contrast, IsToldOfAndSolvedWithinAMap) {
    expect_solved(patched(kSlow / 1e-3), patched(0.0));
}

TEST(Row19Contrast, AgreesWithTheSpectralSolver) {
    const support::TransportCase c = lidded(kSlow);
    const auto found = support::solve_on_grid(c).maps;
    const auto wanted = c.solve().maps;
    for (std::size_t r = 0; r < found.size(); ++r) {
        // cells of 0.25 mm under sigma 0.6 mm: (h/sigma)^2/12 of the spreading
        EXPECT_LE(support::relative_l2(found[r].values, wanted[r].values), 1e-2) << r;
    }
}

TEST(Row19Contrast, IsNotWorthANoteBelowAMillion) {
    const auto found = support::solve_on_grid(lidded(2e-9));
    EXPECT_THAT(found.result.notes,
                ::testing::Not(::testing::Contains(::testing::HasSubstr("condition number"))));
}

}  // namespace
}  // namespace mesogrid
