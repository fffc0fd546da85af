#include "engine/transport/spectral/spectral_transport.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "engine/numerics/quadrature.hpp"

#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

using support::largest_difference;
using support::peak;
using support::raster_at;
using support::total;
using support::TransportCase;
using enum Reduction;
constexpr auto concentration = ExposureQuantity::concentration;
constexpr auto areal_amount = ExposureQuantity::areal_amount;
constexpr auto areal_exposure = ExposureQuantity::areal_exposure;
constexpr auto areal_dose = ExposureQuantity::areal_dose;
constexpr auto auc = ExposureQuantity::auc;

/// The rational exponential errs by 2.3e-12 of the state's norm, which a sum over the column may
/// double.
constexpr double kPropagation = 5e-12;
/// Interpolation in the table of answers, of the largest answer (answerer.hpp), and the
/// propagation.
constexpr double kAnswers = 1e-11 + kPropagation;

/// Three layers, five depots of two classes, open walls.
TransportCase small_skin() {
    TransportCase c({{0.1, 1e-4, 0.0, 0.4}, {1.3, 4e-4, 1e-3, 0.4}, {1.6, 6e-4, 4e-4, 0.15}},
                    raster_at(-4.0, -3.0, 0.5, 16, 12),
                    Walls::open);
    const auto shallow = support::gaussian(0.8, 0.7, c.depth());
    const auto deep = support::gaussian(0.6, 1.5, c.depth());
    c.add(shallow, {-2.0, -1.0}, 20.0, "shallow");
    c.add(shallow, {2.1, -1.3}, 15.0, "shallow");
    c.add(deep, {-1.0, 1.6}, 10.0, "deep");
    c.add(shallow, {2.0, 1.0}, 20.0, "shallow");
    c.add(deep, {4.9, 0.0}, 12.0, "deep");  // beyond the raster
    return c;
}

TEST(SpectralTransport, BalancesWhatItDelivers) {
    TransportCase c = small_skin();
    for (const double at : {0.0, 60.0, 3600.0, 86400.0}) {
        c.problem.balance_at = Duration::from_base(at);
        const TransportResult result = c.solve().result;
        EXPECT_EQ(result.delivered.base(), 77.0);
        EXPECT_NEAR((result.present + result.cleared).base(), 77.0, 77.0 * kPropagation) << at;
        EXPECT_EQ(result.left_box.base(), 0.0);
    }
}

TEST(SpectralTransport, AnswersInTheOrderOfTheRequests) {
    TransportCase c = small_skin();
    c.ask(concentration, depth_mean, 0.1, 1.4, 600.0);
    c.ask(areal_amount, depth_integral, 0.1, 1.4, 600.0);
    c.ask(areal_amount, depth_integral, 0.1, 0.9, 600.0);
    c.ask(areal_amount, depth_integral, 0.9, 1.4, 600.0);
    const auto maps = c.solve().maps;
    ASSERT_EQ(maps.size(), 4U);
    for (std::size_t i = 0; i < maps[0].values.size(); ++i) {
        EXPECT_NEAR(maps[1].values[i], 1.3 * maps[0].values[i], 1e-13 * peak(maps[1].values));
        EXPECT_NEAR(
            maps[1].values[i], maps[2].values[i] + maps[3].values[i], 1e-13 * peak(maps[1].values));
    }
}

TEST(SpectralTransport, ExposureIsTheTimeIntegralOfTheAmount) {
    TransportCase c = small_skin();
    const double end = 1800.0;
    c.ask(areal_exposure, depth_integral, 0.1, 1.4, end);
    const QuadratureRule rule = gauss_legendre(24);
    for (const double node : rule.nodes) {
        c.ask(areal_amount, depth_integral, 0.1, 1.4, 0.5 * end * (1.0 + node));
    }
    const auto maps = c.solve().maps;
    std::vector<double> integral(maps[0].values.size(), 0.0);
    for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
        for (std::size_t i = 0; i < integral.size(); ++i) {
            integral[i] += 0.5 * end * rule.weights[q] * maps[q + 1].values[i];
        }
    }
    // thinnest cells relax within end/1e4; their share of the band's content is what is left
    EXPECT_LE(largest_difference(maps[0].values, integral), 1e-5 * peak(integral));
}

TEST(SpectralTransport, ArealDoseHoldsTheExactAmount) {
    TransportCase c({{3.0, 4e-4}}, raster_at(-10.0, -10.0, 0.5, 40, 40), Walls::open);
    const auto ball = std::make_shared<models::BallShape>(1.5, 1.0, 3.0);
    c.add(ball, {0.2, -0.3}, 20.0, "ball");
    c.add(support::gaussian(0.3, 1.0, 3.0), {1.1, 1.0}, 5.0, "narrower than a cell");
    c.ask(areal_dose, depth_integral, 0.0, 3.0);
    c.ask(areal_dose, depth_integral, 0.4, 1.1);
    const auto maps = c.solve().maps;
    EXPECT_NEAR(total(maps[0]), 25.0, 25.0 * 1e-12);
    const double share =
        20.0 * ball->share(0.4, 1.1) + 5.0 * support::gaussian(0.3, 1.0, 3.0)->share(0.4, 1.1);
    EXPECT_NEAR(total(maps[1]), share, 25.0 * 1e-12);
    for (const Map& map : maps) {
        EXPECT_GE(*std::min_element(map.values.begin(), map.values.end()), 0.0);
    }
}

TEST(SpectralTransport, StartsFromTheArealDose) {
    TransportCase c = small_skin();
    c.ask(areal_dose, depth_integral, 0.1, 1.4);
    c.ask(areal_amount, depth_integral, 0.1, 1.4, 0.0);
    c.ask(areal_amount, depth_integral, 0.1, 1.4, 1e-6);
    const auto maps = c.solve().maps;
    EXPECT_EQ(maps[0].values, maps[1].values);
    // real space against modes: modes beyond 2 pi/h = 12.6 hold exp(-(12.6*0.6)^2/2) = 4e-13 and
    // 1e-6 s move 1e-6 * rates up to 1 /s of what lies in the thinnest cells
    EXPECT_LE(largest_difference(maps[0].values, maps[2].values), 1e-8 * peak(maps[0].values));
}

TEST(SpectralTransport, MirrorsKeepEverythingOverTheRaster) {
    TransportCase c(
        {{1.0, 5e-4}, {2.0, 2e-4, 0.0, 0.3}}, raster_at(0.0, 0.0, 0.5, 8, 6), Walls::mirrored);
    c.add(support::gaussian(0.9, 0.8, c.depth()), {0.3, 2.7}, 4.0);
    c.ask(areal_dose, depth_integral, 0.0, 3.0);
    c.ask(areal_amount, depth_integral, 0.0, 3.0, 500.0);
    c.ask(areal_amount, depth_integral, 0.0, 3.0, 1e6);
    const auto maps = c.solve().maps;
    EXPECT_NEAR(total(maps[0]), 4.0, 4.0 * 2e-11);  // 1e-12 beyond the support, a dozen images
    EXPECT_NEAR(total(maps[1]), 4.0, 4.0 * kAnswers);
    // Spread evenly in the end: slowest lateral rate D (pi/4)^2 >= 1.2e-4, e^-120.
    for (const double value : maps[2].values) EXPECT_NEAR(value, 4.0 / 12.0, kAnswers);
}

TEST(SpectralTransport, ContributionsSumToTheMap) {
    TransportCase c = small_skin();
    c.ask(auc, depth_mean, 0.1, 1.4, 3600.0);
    c.ask(concentration, depth_mean, 0.1, 1.4, 900.0);
    c.ask(areal_dose, depth_integral, 0.1, 1.4);
    const auto solved = c.solve();
    const Contributions& contributions = *solved.result.contributions;
    ASSERT_EQ(contributions.size(), 5U);
    for (std::size_t request = 0; request < 3; ++request) {
        const Map& map = solved.maps[request];
        std::vector<double> sum(map.values.size(), 0.0);
        for (std::size_t puncture = 0; puncture < 5; ++puncture) {
            const Patch patch = contributions.patch(puncture, request);
            std::size_t from = 0;
            for (int j = 0; j < patch.ny; ++j) {
                for (int i = 0; i < patch.nx; ++i) {
                    sum[map.raster.index(patch.i0 + i, patch.j0 + j)] += patch.values[from++];
                }
            }
        }
        // 1e-12 of a depot's peak lies beyond its patch
        EXPECT_LE(largest_difference(sum, map.values), 2e-12 * peak(map.values)) << request;
    }
}

TEST(SpectralTransport, ProbesAgreeWithTheMapTheyLieOn) {
    TransportCase c({{4.0, 5e-4, 1e-4}}, raster_at(-0.05, -0.05, 0.1, 1, 1), Walls::open);
    c.uniform_cells(0.2);
    c.add(support::gaussian(0.7, 1.5, 4.0), {0.0, 0.0}, 10.0);
    c.ask(concentration, depth_mean, 1.4, 1.6, 600.0);
    c.probe({0.0, 0.0}, 1.5);
    c.probe({0.5, 0.2}, 1.5);
    c.problem.probe_times = {Duration::from_base(0.0), Duration::from_base(600.0)};
    const auto solved = c.solve();
    const double value = solved.maps[0].values[0];
    // cell average of 0.1 mm against the centre: h^2/24 (2/sigma^2), sigma^2 = 0.49 + 0.6
    EXPECT_NEAR(solved.result.probes[0][1].value.base(), value, value * 1e-3);
    EXPECT_GT(solved.result.probes[0][1].value.base(), solved.result.probes[1][1].value.base());
    // before anything moved: the density itself
    const double density = 10.0 * std::pow(2.0 * std::numbers::pi * 0.49, -1.5);
    EXPECT_NEAR(solved.result.probes[0][0].value.base(),
                density * (1.0 + std::exp(-9.0 / 0.98)),  // image above the surface
                1e-6 * density);
}

TEST(SpectralTransport, AGelOnlyDecaysWhereItLies) {
    const double rate = 2e-5;
    TransportCase c(
        {{1.0, 0.0, rate}, {2.0, 0.0, 0.0}}, raster_at(-3, -3, 0.25, 24, 24), Walls::open);
    c.add(std::make_shared<models::BallShape>(1.2, 1.0, 3.0), {0.0, 0.0}, 10.0);
    c.ask(areal_amount, depth_integral, 0.0, 1.0, 86400.0);
    c.ask(areal_amount, depth_integral, 1.0, 3.0, 86400.0);
    c.ask(areal_exposure, depth_integral, 0.0, 1.0, 86400.0);
    c.ask(areal_dose, depth_integral, 0.0, 1.0);
    c.probe({0.0, 0.0}, 0.5);
    c.problem.probe_times = {Duration::from_base(86400.0)};
    c.problem.balance_at = Duration::from_base(86400.0);
    const auto solved = c.solve();
    const double left = std::exp(-rate * 86400.0);
    EXPECT_NEAR(total(solved.maps[0]), 5.0 * left, 1e-11);
    EXPECT_NEAR(total(solved.maps[1]), 5.0, 1e-11);
    EXPECT_NEAR(total(solved.maps[2]), 5.0 * (1.0 - left) / rate, 1e-10 / rate);
    for (std::size_t i = 0; i < solved.maps[0].values.size(); ++i) {
        EXPECT_NEAR(solved.maps[0].values[i], left * solved.maps[3].values[i], 1e-14);
    }
    const double density = 10.0 * 3.0 / (4.0 * std::numbers::pi * 1.2 * 1.2 * 1.2);
    EXPECT_NEAR(solved.result.probes[0][0].value.base(), density * left, 1e-14 * density);
    EXPECT_NEAR(solved.result.present.base(), 5.0 + 5.0 * left, 10.0 * kPropagation);
}

TEST(SpectralTransport, HasNothingToSayWithoutDepots) {
    TransportCase c({{3.0, 1e-3}}, raster_at(0, 0, 1, 3, 3), Walls::open);
    c.ask(auc, depth_mean, 0.0, 3.0, 3600.0);
    c.ask(areal_dose, depth_integral, 0.0, 3.0);
    const auto solved = c.solve();
    EXPECT_EQ(peak(solved.maps[0].values), 0.0);
    EXPECT_EQ(peak(solved.maps[1].values), 0.0);
    EXPECT_EQ(solved.result.delivered.base(), 0.0);
}

TEST(SpectralTransport, GivesTheSameBitsForAnyNumberOfThreads) {
    TransportCase c = small_skin();
    c.ask(auc, depth_mean, 0.1, 1.4, 1800.0);
    c.ask(areal_dose, depth_integral, 0.1, 1.4);
    const int threads = thread_count();
    set_thread_count(1);
    const auto one = c.solve().maps;
    set_thread_count(3);
    const auto three = c.solve().maps;
    set_thread_count(threads);
    EXPECT_EQ(one[0].values, three[0].values);
    EXPECT_EQ(one[1].values, three[1].values);
}

}  // namespace
}  // namespace mesogrid
