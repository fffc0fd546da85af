#include "engine/run/dose_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace mesogrid {
namespace {

std::vector<std::uint32_t> naive_order(const std::vector<double>& doses) {
    std::vector<std::uint32_t> order(doses.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(
        order.begin(), order.end(), [&](auto a, auto b) { return doses[a] < doses[b]; });
    return order;
}

TEST(DoseOrder, IsThatOfAStableSort) {
    std::vector<double> doses;
    for (unsigned k = 0; k < 20000; ++k) {
        const double u = uniform_random({.seed = 3, .puncture = k});
        // Ties, both signs and many powers of ten.
        doses.push_back(k % 3 == 0 ? std::floor(20.0 * u) : (u - 0.3) * std::pow(10.0, k % 40));
    }
    EXPECT_EQ(dose_order(doses), naive_order(doses));
}

TEST(DoseOrder, TakesBothZerosAndTheSmallestNumbersForWhatTheyAre) {
    const double tiny = std::numeric_limits<double>::denorm_min();
    const std::vector<double> doses = {tiny, 0.0, -0.0, -tiny, 0.0, 1.0, -1.0};
    EXPECT_EQ(dose_order(doses), (std::vector<std::uint32_t>{6, 3, 1, 2, 4, 0, 5}));
}

TEST(DoseOrder, OfNothingIsNothing) {
    EXPECT_TRUE(dose_order({}).empty());
}

}  // namespace
}  // namespace mesogrid
