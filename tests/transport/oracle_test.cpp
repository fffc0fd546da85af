#include <gtest/gtest.h>

#include "engine/base/random.hpp"

#include "tests/support/plain_spectral.hpp"
#include "tests/support/transport_case.hpp"

/// The product's solver against the plain one: a dense decomposition per mode, no table and no
/// rational function.
namespace mesogrid {
namespace {

using support::KeptMaps;
using support::TransportCase;

/// Uniform random numbers of one scenario, in order.
class Draws {
public:
    explicit Draws(std::uint32_t scenario) : scenario_(scenario) {}
    double between(double low, double high) {
        const RandomKey key{
            .seed = 20, .draw = scenario_, .purpose = RandomPurpose::pattern, .index = next_++};
        return low + (high - low) * uniform_random(key);
    }
    /// Evenly in the logarithm.
    double scale(double low, double high) {
        return std::exp(between(std::log(low), std::log(high)));
    }

private:
    std::uint32_t scenario_;
    std::uint32_t next_ = 0;
};

/// One to four layers with contrasts of up to 30, three classes of depots, both kinds of walls.
TransportCase random_case(std::uint32_t scenario) {
    Draws draw(scenario);
    std::vector<support::RawLayer> layers;
    const int count = 1 + static_cast<int>(draw.between(0.0, 4.0));
    for (int i = 0; i < count; ++i) {
        const double clearance = draw.between(0.0, 1.0) < 0.2 ? 0.0 : draw.scale(1e-6, 3e-3);
        layers.push_back(
            {draw.scale(0.1, 3.0), draw.scale(2e-6, 5e-4), clearance, draw.between(0.1, 1.0)});
    }
    TransportCase c(layers,
                    support::raster_at(-3.0, -2.5, 0.25, 24, 20),
                    scenario % 2 == 0 ? Walls::open : Walls::mirrored);
    for (int i = 0; i < 6; ++i) {
        const int kind = i % 3;
        Draws shape_draw(scenario * 10 + static_cast<std::uint32_t>(kind) + 1000);
        const double sigma = shape_draw.between(0.4, 1.0);
        const double centre = shape_draw.between(0.0, 1.0) * c.depth();
        c.add(support::gaussian(sigma, centre, c.depth()),
              {draw.between(-3.0, 3.0), draw.between(-2.5, 2.5)},
              draw.scale(1.0, 50.0),
              "class " + std::to_string(kind));
    }
    const double bottom = c.depth() * draw.between(0.5, 1.0);
    const double top = bottom * draw.between(0.0, 0.8);
    for (const double at : {1e-3, 30.0, 600.0, 3600.0, 21600.0, 86400.0}) {
        c.ask(ExposureQuantity::concentration, Reduction::depth_mean, top, bottom, at);
        c.ask(ExposureQuantity::auc, Reduction::depth_mean, top, bottom, at);
    }
    return c;
}

class RandomScenario : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomScenario, AgreesWithThePlainSolver) {
    const TransportCase c = random_case(GetParam());
    const auto product = c.solve().maps;
    KeptMaps plain;
    support::plain_spectral(c.options).solve(c.problem, plain);
    // What is below 1e-9 of the depots' own scale is rounding of the oracle's eigenvalues.
    const double start = support::peak(plain.maps[0].values);
    for (std::size_t request = 0; request < product.size(); ++request) {
        const auto& expected = plain.maps[request].values;
        const double peak = support::peak(expected);
        const double most = support::largest_difference(product[request].values, expected);
        EXPECT_LE(most, 1e-9 * peak + 1e-14 * start) << "request " << request;
    }
}

INSTANTIATE_TEST_SUITE_P(Transport, RandomScenario, ::testing::Range(0U, 20U));

TEST(LateTime, HalfLifeOfTenMinutesIsRightRelativelyAfterADay) {
    // One uniform layer: everything decays with ln 2/600 s, 144 half-lives, 4.5e-44 of the start;
    // the lateral integral is exp(-kappa t) exactly.
    const double clearance = std::log(2.0) / 600.0;
    TransportCase c({{3.0, 3e-4, clearance, 0.4}},
                    support::raster_at(-4.0, -4.0, 0.5, 16, 16),
                    Walls::mirrored);
    c.add(support::gaussian(0.8, 1.0, 3.0), {0.3, -0.2}, 20.0);
    c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.0, 3.0, 86400.0);
    const double expected = 20.0 * std::exp(-clearance * 86400.0);
    EXPECT_NEAR(support::total(c.solve().maps[0]) / expected, 1.0, 1e-9);
}

}  // namespace
}  // namespace mesogrid
