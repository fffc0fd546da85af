/// V19: S(alpha a + beta b) = alpha S(a) + beta S(b) for random depots.

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

#include "tests/support/transport_case.hpp"

namespace mesogrid {
namespace {

struct Dose {
    Point position;
    double depth;
    double amount;
};

std::vector<Dose> random_doses(std::uint64_t seed, std::uint32_t count) {
    std::vector<Dose> doses;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto uniform = [&](std::uint32_t index) {
            return uniform_random({.seed = seed, .puncture = i, .index = index});
        };
        doses.push_back({{8.0 * uniform(0) - 4.0, 6.0 * uniform(1) - 3.0},
                         0.5 + 0.1 * static_cast<int>(10.0 * uniform(2)),
                         1.0 + 20.0 * uniform(3)});
    }
    return doses;
}

std::vector<Map> solve(const std::vector<std::pair<double, std::vector<Dose>>>& parts) {
    support::TransportCase c(
        {{0.2, 1e-4, 0.0, 0.4}, {1.3, 4e-4, 1e-3, 0.4}, {2.0, 6e-4, 4e-4, 0.15}},
        support::raster_at(-4.0, -3.0, 0.5, 16, 12),
        Walls::mirrored);
    for (const auto& [factor, doses] : parts) {
        for (const Dose& dose : doses) {
            c.add(support::gaussian(0.8, dose.depth, c.depth()),
                  dose.position,
                  factor * dose.amount,
                  std::to_string(dose.depth));
        }
    }
    c.ask(ExposureQuantity::auc, Reduction::depth_mean, 0.2, 1.5, 3600.0);
    c.ask(ExposureQuantity::areal_amount, Reduction::depth_integral, 0.2, 1.5, 900.0);
    c.ask(ExposureQuantity::areal_dose, Reduction::depth_integral, 0.2, 1.5);
    return c.solve().maps;
}

TEST(V19Superposition, HoldsForRandomDepots) {
    const std::vector<Dose> a = random_doses(11, 9);
    const std::vector<Dose> b = random_doses(12, 7);
    const double alpha = 0.37;
    const double beta = 2.9;
    const auto both = solve({{alpha, a}, {beta, b}});
    const auto first = solve({{1.0, a}});
    const auto second = solve({{1.0, b}});
    for (std::size_t request = 0; request < both.size(); ++request) {
        std::vector<double> sum(both[request].values.size());
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] = alpha * first[request].values[i] + beta * second[request].values[i];
        }
        EXPECT_LE(support::largest_difference(both[request].values, sum),
                  1e-13 * support::peak(sum))
            << "request " << request;
    }
}

}  // namespace
}  // namespace mesogrid
