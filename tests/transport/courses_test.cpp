#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "engine/transport/spectral/response_store.hpp"

#include "tests/support/transport_case.hpp"

/// Depots of different ages, quantities that follow time, least values over depth, integrals
/// without end, and tables shared between runs.
namespace mesogrid {
namespace {

using support::KeptMaps;
using support::largest_difference;
using support::raster_at;
using support::total;
using support::TransportCase;
using enum ExposureQuantity;
using enum Reduction;

constexpr double kForEver = std::numeric_limits<double>::infinity();

/// Three layers and three depots of two classes.
TransportCase skin() {
    TransportCase c({{0.1, 1e-4, 0.0, 0.4}, {1.3, 4e-4, 1e-3, 0.4}, {1.6, 6e-4, 4e-4, 0.15}},
                    raster_at(-4.0, -3.0, 0.5, 16, 12),
                    Walls::open);
    c.uniform_cells(0.1);
    const auto shallow = support::gaussian(0.8, 0.7, c.depth());
    c.add(shallow, {-2.0, -1.0}, 20.0, "shallow");
    c.add(shallow, {2.1, -1.3}, 15.0, "shallow");
    c.add(support::gaussian(0.6, 1.5, c.depth()), {-1.0, 1.6}, 10.0, "deep");
    return c;
}

void form_at(TransportCase& c, const std::vector<double>& times) {
    for (std::size_t i = 0; i < times.size(); ++i) {
        c.problem.depots[i].formed_at = Duration::from_base(times[i]);
    }
}

/// The case with one of its depots only.
TransportCase only(TransportCase c, std::size_t depot) {
    c.problem.depots = {c.problem.depots[depot]};
    return c;
}

TEST(Ages, EveryDepotIsReadAtItsOwnAge) {
    TransportCase c = skin();
    form_at(c, {0.0, 300.0, 700.0});
    c.problem.balance_at = Duration::from_base(1000.0);
    c.ask(concentration, depth_mean, 0.1, 1.4, 1000.0);
    c.ask(auc, depth_mean, 0.1, 1.4, 1000.0);
    c.ask(concentration, depth_mean, 0.1, 1.4, 500.0);
    c.ask(concentration, depth_mean, 0.1, 1.4, 700.0);
    const auto all = c.solve();
    const std::vector<std::vector<double>> ages = {
        {1000.0, 700.0, 300.0}, {1000.0, 700.0, 300.0}, {500.0, 200.0, -1.0}, {700.0, 400.0, 0.0}};
    for (std::size_t request = 0; request < ages.size(); ++request) {
        std::vector<double> sum(all.maps[request].values.size(), 0.0);
        for (std::size_t depot = 0; depot < 3; ++depot) {
            if (ages[request][depot] < 0.0) continue;
            TransportCase alone = only(skin(), depot);
            alone.problem.puncture_count = 3;
            const auto quantity = request == 1 ? auc : concentration;
            alone.ask(quantity, depth_mean, 0.1, 1.4, ages[request][depot]);
            const auto map = alone.solve().maps[0];
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += map.values[i];
        }
        // windows differ with what they hold: images of 1e-10, modes of 1e-13
        EXPECT_LE(largest_difference(sum, all.maps[request].values), 1e-9 * support::peak(sum))
            << request;
    }
    EXPECT_NEAR((all.result.present + all.result.cleared).base(), 45.0, 45.0 * 1e-11);
}

TEST(Peak, IsTheLargestOfManyMoments) {
    TransportCase c = skin();
    c.ask(peak, depth_mean, 1.4, 3.0, 7200.0);  // beneath the depots: it rises, then falls
    c.ask(concentration, depth_mean, 1.4, 3.0, 0.0);
    for (double t = 5.0; t < 7200.0; t *= 1.02) c.ask(concentration, depth_mean, 1.4, 3.0, t);
    const auto maps = c.solve().maps;
    std::vector<double> largest(maps[0].values.size(), 0.0);
    for (std::size_t m = 1; m < maps.size(); ++m) {
        for (std::size_t i = 0; i < largest.size(); ++i) {
            largest[i] = std::max(largest[i], maps[m].values[i]);
        }
    }
    for (std::size_t i = 0; i < largest.size(); ++i) {
        // steps of 2 % see the top of exp(-B (ln t)^2), B up to 10, to 1e-3 of itself from below
        EXPECT_LE(maps[0].values[i], 1.0015 * largest[i]) << i;
        EXPECT_GE(maps[0].values[i], 0.9995 * largest[i]) << i;
    }
}

TEST(TimeAbove, IsTheShareOfManyMoments) {
    TransportCase c = skin();
    c.ask(time_above, depth_mean, 0.1, 1.4, 3600.0);
    c.problem.requests[0].level = 0.3;
    constexpr int kMoments = 720;
    for (int m = 0; m < kMoments; ++m) {
        c.ask(concentration, depth_mean, 0.1, 1.4, 3600.0 * (m + 0.5) / kMoments);
    }
    const auto maps = c.solve().maps;
    for (std::size_t i = 0; i < maps[0].values.size(); ++i) {
        double above = 0.0;
        for (int m = 1; m <= kMoments; ++m) {
            if (maps[static_cast<std::size_t>(m)].values[i] >= 0.3) above += 3600.0 / kMoments;
        }
        // two crossings, each to 1 % of its time and to the 5 s of the moments
        EXPECT_NEAR(maps[0].values[i], above, 0.02 * above + 10.0) << i;
    }
}

TEST(TimeFoldsOfAPatch, AreThoseOfThePunctureAlone) {
    TransportCase c = skin();
    c.ask(peak, depth_mean, 0.1, 1.4, 3600.0);
    c.ask(auc, depth_mean, 0.1, 1.4, 3600.0);
    const auto solved = c.solve();
    EXPECT_FALSE(solved.result.contributions->adds_up(0));
    EXPECT_TRUE(solved.result.contributions->adds_up(1));
    const Patch patch = solved.result.contributions->patch(2, 0);
    TransportCase alone = only(c, 2);
    const Map map = alone.solve().maps[0];
    std::size_t from = 0;
    for (int j = 0; j < patch.ny; ++j) {
        for (int i = 0; i < patch.nx; ++i) {
            EXPECT_NEAR(patch.values[from++],
                        map.values[map.raster.index(patch.i0 + i, patch.j0 + j)],
                        1e-9 * support::peak(map.values));
        }
    }
}

TEST(DepthMin, IsTheLeastMeanOverTheCellsOfTheColumn) {
    TransportCase c = skin();
    c.ask(concentration, depth_min, 0.1, 1.4, 600.0);
    for (int s = 0; s < 13; ++s) {
        c.ask(concentration, depth_mean, 0.1 + 0.1 * s, 0.2 + 0.1 * s, 600.0);
    }
    const auto maps = c.solve().maps;
    for (std::size_t i = 0; i < maps[0].values.size(); ++i) {
        double least = kForEver;
        for (std::size_t s = 1; s < maps.size(); ++s) least = std::min(least, maps[s].values[i]);
        EXPECT_NEAR(maps[0].values[i], least, 1e-12 * support::peak(maps[0].values));
    }
}

TEST(Exposure, WithoutEndIsWhatClearanceLeaves) {
    // d/dt total = -kappa total, so the integral of the total is amount/kappa.
    constexpr double kappa = 1e-3;
    TransportCase c({{3.0, 4e-4, kappa, 0.4}}, raster_at(-12.0, -12.0, 0.5, 48, 48), Walls::open);
    c.add(support::gaussian(0.8, 0.7, 3.0), {0.2, 0.1}, 20.0);
    c.ask(areal_exposure, depth_integral, 0.0, 3.0, kForEver);
    c.ask(areal_exposure, depth_integral, 0.0, 3.0, 1e6);
    c.ask(bound_dose, depth_integral, 0.0, 3.0, kForEver);
    const auto maps = c.solve().maps;
    EXPECT_NEAR(total(maps[0]), 20.0 / kappa, 1e-7 * 20.0 / kappa);  // e^(-11/0.63) lies beside
    EXPECT_LE(largest_difference(maps[0].values, maps[1].values),
              1e-9 * support::peak(maps[0].values));
    for (std::size_t i = 0; i < maps[0].values.size(); ++i) {
        EXPECT_NEAR(
            maps[2].values[i], kappa * maps[0].values[i], 1e-9 * support::peak(maps[2].values));
    }
}

TEST(ResponseStore, ServesRunsThatMoveOrDropPunctures) {
    TransportCase c = skin();
    c.ask(auc, depth_mean, 0.1, 1.4, 3600.0);
    ResponseStore store;
    const SpectralTransport transport(c.options);
    KeptMaps first;
    transport.solve(c.problem, first, store);
    EXPECT_EQ(store.made(), 1U);
    c.problem.depots[0].axis = {1.0, 0.7};
    c.problem.depots.erase(c.problem.depots.begin() + 1);
    KeptMaps second;
    transport.solve(c.problem, second, store);
    EXPECT_EQ(store.made(), 1U);
    KeptMaps fresh;
    transport.solve(c.problem, fresh);
    EXPECT_EQ(second.maps[0].values, fresh.maps[0].values);
    c.problem.medium.layers[1].clearance = Rate::from_base(2e-3);
    KeptMaps other;
    transport.solve(c.problem, other, store);
    EXPECT_EQ(store.made(), 2U);
}

TEST(ResponseStore, CarriesASharpClassOnceHoweverOftenItsPuncturesMove) {
    TransportCase c({{1.3, 4e-5, 2e-5, 0.4}, {2.0, 8e-5, 1e-5, 0.15}},
                    raster_at(-3.0, -3.0, 0.25, 24, 24),
                    Walls::open);
    c.add(std::make_shared<models::BallShape>(1.1, 1.2, 3.3), {0.0, 0.0}, 10.0, "ball");
    c.ask(auc, depth_mean, 0.0, 1.3, 3600.0);
    ResponseStore store;
    const SpectralTransport transport(c.options);
    KeptMaps before;
    transport.solve(c.problem, before, store);
    c.problem.depots[0].axis = {0.41, -0.27};
    KeptMaps moved;
    transport.solve(c.problem, moved, store);
    EXPECT_EQ(store.carried_made(), 1U);
    KeptMaps fresh;
    transport.solve(c.problem, fresh);
    EXPECT_EQ(moved.maps[0].values, fresh.maps[0].values);
}

TEST(Probes, SayWhatLiesBelowTheNumericalFloor) {
    TransportCase c = skin();
    c.problem.probe_times = {Duration::from_base(60.0), Duration::from_base(7200.0)};
    c.probe({-2.0, -1.0}, 0.7);
    c.probe({30.0, 0.0}, 0.7);  // 28 mm away: e^-(28^2/2.2) after a minute
    const auto probes = c.solve().result.probes;
    EXPECT_FALSE(probes[0][0].is_below_floor());
    EXPECT_FALSE(probes[0][1].is_below_floor());
    EXPECT_TRUE(probes[1][0].is_below_floor());
    EXPECT_GT(probes[1][0].floor.base(), 0.0);
}

}  // namespace
}  // namespace mesogrid
