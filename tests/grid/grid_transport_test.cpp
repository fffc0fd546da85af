#include "engine/transport/grid/grid_transport.hpp"

#include <cmath>
#include <iostream>
#include <limits>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

#include "tests/support/exact_gaussian.hpp"
#include "tests/support/grid_case.hpp"

namespace mesogrid {
namespace {

using grid::GridOptions;
using grid::Precision;
using support::solve_on_grid;
using support::TransportCase;

/// Small fields: threads would wait for each other longer than they work.
[[maybe_unused]] const bool kOneThread = (set_thread_count(1), true);

/// Three layers, two sites, every quantity.
TransportCase layered_case() {
    TransportCase c({{0.2, 1e-4, 0.0, 0.4}, {1.3, 4e-4, 1e-3, 0.4}, {2.0, 6e-4, 4e-4, 0.15}},
                    support::raster_at(-4.0, -3.0, 0.25, 32, 24),
                    Walls::mirrored);
    c.options.resolution = DepthResolution{
        .finest = 0.05, .fine_depth = 1.5, .growth = 0.2, .coarsest = 0.1, .fewest = 6};
    c.add(support::gaussian(0.6, 0.8, c.depth()), {-1.0, 0.3}, 3.0);
    c.add(support::gaussian(0.6, 0.8, c.depth()), {1.4, -0.6}, 5.0);
    using enum ExposureQuantity;
    c.ask(auc, Reduction::depth_mean, 0.2, 1.5, 3600.0);
    c.ask(areal_amount, Reduction::depth_integral, 0.2, 1.5, 900.0);
    c.ask(areal_dose, Reduction::depth_integral, 0.2, 1.5);
    c.ask(concentration, Reduction::depth_min, 0.2, 1.5, 1800.0);
    c.ask(auc, Reduction::depth_min, 0.2, 1.5, 1800.0);
    c.ask(bound_dose, Reduction::depth_integral, 0.2, 1.5, 3600.0);
    c.ask(peak, Reduction::depth_mean, 0.2, 1.5, 3600.0);
    c.ask(time_above, Reduction::depth_mean, 0.2, 1.5, 3600.0);
    c.problem.requests.back().level = 0.05;
    c.probe({0.3, 0.2}, 0.7);
    c.probe({-1.0, 0.1}, 2.0);
    c.problem.probe_times = {Duration::from_base(0.0), Duration::from_base(1200.0)};
    c.problem.balance_at = Duration::from_base(3600.0);
    return c;
}

TEST(GridTransport, AgreesWithTheSpectralSolverOnEveryQuantity) {
    const TransportCase c = layered_case();
    const auto spectral = c.solve();
    const auto on_grid = solve_on_grid(c);
    for (std::size_t r = 0; r < spectral.maps.size(); ++r) {
        const double away = support::relative_l2(on_grid.maps[r].values, spectral.maps[r].values);
        // cells of 0.25 mm under sigma 0.6 mm: second order, (h/sigma)^2/12 of the spreading
        EXPECT_LE(away, 8e-3) << to_text(c.problem.requests[r].quantity);
    }
    EXPECT_EQ(on_grid.maps[2].values.size(), spectral.maps[2].values.size());
    EXPECT_LE(support::relative_l2(on_grid.maps[2].values, spectral.maps[2].values), 1e-12);
    for (std::size_t p = 0; p < spectral.result.probes.size(); ++p) {
        // linear between cells: h^2/(8 sigma^2) of what curves, 2 % once sigma is 1 mm
        EXPECT_NEAR(on_grid.result.probes[p][1].value.base(),
                    spectral.result.probes[p][1].value.base(),
                    0.03 * spectral.result.probes[0][1].value.base());
    }
    EXPECT_NEAR(on_grid.result.present.base(), spectral.result.present.base(), 1e-3);
    EXPECT_NEAR(on_grid.result.cleared.base(), spectral.result.cleared.base(), 1e-3);
    EXPECT_NEAR(on_grid.result.present.base() + on_grid.result.cleared.base(), 8.0, 8e-12);
    std::cout << on_grid.result.notes.front() << '\n';
}

TEST(GridTransport, GivesTheSameBitsForAnyNumberOfThreads) {
    const TransportCase c = layered_case();
    for (const Precision precision : {Precision::single, Precision::full}) {
        std::vector<Map> first;
        for (const int threads : {1, 2, 3, 4}) {  // more than cores as well
            set_thread_count(threads);
            auto solved = solve_on_grid(c, {.precision = precision});
            if (first.empty()) {
                first = std::move(solved.maps);
                continue;
            }
            for (std::size_t r = 0; r < first.size(); ++r) {
                EXPECT_EQ(first[r].values, solved.maps[r].values) << threads << " threads, " << r;
            }
        }
    }
    set_thread_count(1);
}

TEST(GridTransport, SharesAddUpToTheMap) {
    const TransportCase c = layered_case();
    const auto solved = solve_on_grid(c);
    const Contributions& shares = *solved.result.contributions;
    ASSERT_EQ(shares.size(), 2U);
    for (const std::size_t request : {0U, 1U, 2U, 5U}) {
        ASSERT_TRUE(shares.adds_up(request));
        const Map& map = solved.maps[request];
        std::vector<double> sum(map.values.size(), 0.0);
        for (std::size_t p = 0; p < 2; ++p) {
            const Patch patch = shares.patch(p, request);
            for (int j = 0; j < patch.ny; ++j) {
                for (int i = 0; i < patch.nx; ++i) {
                    sum[map.raster.index(patch.i0 + i, patch.j0 + j)] +=
                        patch.values[static_cast<std::size_t>(j) *
                                         static_cast<std::size_t>(patch.nx) +
                                     static_cast<std::size_t>(i)];
                }
            }
        }
        // two boxes leave out 1e-5 each
        EXPECT_LE(support::largest_difference(sum, map.values), 2e-5 * support::peak(map.values));
    }
    EXPECT_FALSE(shares.adds_up(3));
    EXPECT_FALSE(shares.adds_up(6));
}

TEST(GridTransport, BalancesInBothPrecisions) {
    const TransportCase c = layered_case();
    const auto imbalance = [&](Precision precision) {
        const auto solved = solve_on_grid(c, {.precision = precision});
        return std::abs(solved.result.delivered.base() - solved.result.present.base() -
                        solved.result.cleared.base()) /
               solved.result.delivered.base();
    };
    EXPECT_LE(imbalance(Precision::full), 1e-12);
    EXPECT_LE(imbalance(Precision::single), 1e-6);
}

TEST(GridTransport, HoldsASingleFieldToSixDigits) {
    const TransportCase c = layered_case();
    const GridOptions fixed{.step = 20.0};
    GridOptions single = fixed;
    single.precision = Precision::single;
    const auto a = solve_on_grid(c, fixed);
    const auto b = solve_on_grid(c, single);
    for (std::size_t r = 0; r + 1 < a.maps.size(); ++r) {
        EXPECT_LE(support::largest_difference(a.maps[r].values, b.maps[r].values),
                  1e-5 * support::peak(a.maps[r].values))
            << r;
    }
}

TEST(GridTransport, KeepsTheStatedToleranceOfItsSteps) {
    TransportCase c = layered_case();
    c.problem.requests.resize(4);
    const auto exact = solve_on_grid(c, {.tolerance = 1e-5});
    for (const double tolerance : {1e-2, 1e-3, 1e-4}) {
        const auto solved = solve_on_grid(c, {.tolerance = tolerance});
        for (const std::size_t r : {0U, 1U, 3U}) {
            EXPECT_LE(support::relative_l2(solved.maps[r].values, exact.maps[r].values), tolerance)
                << "tolerance " << tolerance << ", request " << r;
        }
        std::cout << tolerance << ": " << solved.result.notes.front() << "; errors "
                  << support::relative_l2(solved.maps[0].values, exact.maps[0].values) << ' '
                  << support::relative_l2(solved.maps[1].values, exact.maps[1].values) << '\n';
    }
}

TEST(GridTransport, RefusesWhatDoesNotFitAndWhatTakesForEver) {
    TransportCase c = layered_case();
    EXPECT_THROW(solve_on_grid(c, {.memory = 1e5}), RefusedError);
    EXPECT_THROW(solve_on_grid(c, {.step = 1e-7}), RefusedError);
    c.problem.requests[0].at = Duration::from_base(std::numeric_limits<double>::infinity());
    EXPECT_THROW(solve_on_grid(c), InputError);
}

}  // namespace
}  // namespace mesogrid
